import './draft-keeper.ts';
import './elder-toggle.ts';
