import type { Slice } from '#platform/chapter.ts';
import { quota } from '#institutions/quotas/record.ts';
import { mount } from '#institutions/quotas/routes.tsx';

export const quotasSlice: Slice = { records: [quota], mount };
