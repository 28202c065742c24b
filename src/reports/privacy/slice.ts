import type { Slice } from '#platform/chapter.ts';
import { copyBeside, mount } from '#reports/privacy/routes.tsx';

/** What is kept of people, what for and how long; a copy for each; who looked. */
export const privacySlice: Slice = { mount, beside: [copyBeside] };
