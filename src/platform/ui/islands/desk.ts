import '@hotwired/turbo';
import './auto-submit.ts';
import './day-picker.ts';
import './draft-keeper.ts';
import './elder-toggle.ts';
import './file-drop.ts';
import './upload-progress.ts';

/** After a form came back with problems, their list is read out and scrolled to. */
document.addEventListener('turbo:render', () => document.getElementById('problems')?.focus());
