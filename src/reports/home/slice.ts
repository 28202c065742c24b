import type { Slice } from '#platform/chapter.ts';
import type { Obligation } from '#platform/obligations/obligation.ts';
import { mount } from '#reports/home/routes.tsx';

/** The first page knows what was declared to be owed, to bring it to mind in time. */
export const homeSlice = ({ obligations }: { obligations: readonly Obligation[] }): Slice => ({ mount: (site) => mount(site, obligations) });
