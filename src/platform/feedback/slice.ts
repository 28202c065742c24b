import type { Slice } from '#platform/chapter.ts';
import { feedback } from '#platform/feedback/record.ts';
import { mount } from '#platform/feedback/routes.tsx';

export const feedbackSlice: Slice = { records: [feedback], mount };
