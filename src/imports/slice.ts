import type { Slice } from '#platform/chapter.ts';
import type { ImportsChapter } from './chapter.ts';
import { importBatch } from './record.ts';
import { mountImports } from './routes.tsx';

/** 表格导入, over the targets and founders of all chapters. */
export const importsSlice = (chapter: ImportsChapter): Slice => ({ records: [importBatch], mount: (site) => mountImports(site, chapter) });
