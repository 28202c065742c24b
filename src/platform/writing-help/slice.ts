import type { Slice } from '#platform/chapter.ts';
import { mountWritingHelp } from '#platform/writing-help/routes.tsx';

/** 辅助写作: what proposes and never decides. */
export const writingHelpSlice: Slice = { mount: mountWritingHelp };
