import '@hotwired/turbo';
import './auto-submit.ts';
import './day-picker.ts';
import './draft-keeper.ts';
import './display-toggle.ts';
import './entry-help.ts';
import './file-drop.ts';
import './form-outbox.ts';
import './name-picker.ts';
import './outbox-bar.ts';
import './outbox-list.ts';
import './page-again.ts';
import './passkey-button.ts';
import './photo-field.ts';
import './proposal-draft.ts';
import './read-aloud.ts';
import './review-keys.ts';
import './row-keys.ts';
import './scheme-editor.ts';
import './select-initials.ts';
import './upload-progress.ts';
import './voice-field.ts';
import './wording-desk.ts';
import './writing-help.ts';

/** After a form came back with problems, their list is read out and scrolled to. */
document.addEventListener('turbo:render', () => document.getElementById('problems')?.focus());
