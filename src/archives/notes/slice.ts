import type { Slice } from '#platform/chapter.ts';
import { archiveNote } from '#archives/notes/record.ts';
import { mount } from '#archives/notes/routes.tsx';
import { work } from '#archives/notes/work.ts';

/** 档案登记: honours, appraisals and invitations, which no duty records. */
export const notesSlice: Slice = { records: [archiveNote], work, mount };
