import type { Slice } from '#platform/chapter.ts';
import { handover } from '#institutions/handovers/record.ts';
import { mount } from '#institutions/handovers/routes.tsx';

export const handoversSlice: Slice = { records: [handover], mount };
