import type { Slice } from '#platform/chapter.ts';
import { committeeContact } from '#reports/standing-page/record.ts';
import { mount } from '#reports/standing-page/routes.tsx';

export const standingPageSlice: Slice = { records: [committeeContact], mount };
