import type { Slice } from '#platform/chapter.ts';
import type { Declared } from '#reports/declared.ts';
import { speechTemplate } from '#reports/templates/record.ts';
import { mountTemplates } from '#reports/templates/routes.tsx';

export const templatesSlice = (declared: Declared): Slice => ({ records: [speechTemplate], mount: (site) => mountTemplates(site, declared) });
