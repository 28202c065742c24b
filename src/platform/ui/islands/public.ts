import './draft-keeper.ts';
import './display-toggle.ts';
import './offline-sheet.ts';
import './photo-field.ts';
import './receipts.ts';
import './report-form.ts';
import './voice-field.ts';
import './worked-form.ts';
