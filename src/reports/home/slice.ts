import type { Slice } from '#platform/chapter.ts';
import { mount } from '#reports/home/routes.tsx';

export const homeSlice: Slice = { mount };
