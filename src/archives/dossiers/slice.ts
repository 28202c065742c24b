import type { Slice } from '#platform/chapter.ts';
import type { WorkKind } from '#platform/work.ts';
import { mount } from '#archives/dossiers/routes.tsx';

/** 履职档案: read from what the duties record, never kept besides (decision 23). */
export const dossiersSlice = (works: () => readonly WorkKind[]): Slice => ({ mount: mount(works) });
