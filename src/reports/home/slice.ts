import type { Awaited } from '#platform/awaited.ts';
import type { Slice } from '#platform/chapter.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import { mount } from '#reports/home/routes.tsx';

/** The first page knows what was declared to be owed and to wait, to bring it to mind in time. */
export const homeSlice = ({ obligations, awaited }: { obligations: readonly Obligation[]; awaited: readonly Awaited[] }): Slice => ({ mount: (site) => mount(site, obligations, awaited) });
