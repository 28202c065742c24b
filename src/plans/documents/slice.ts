import { clauseWords } from '#plans/facts.ts';
import type { Slice } from '#platform/chapter.ts';
import { claims, figures } from '#plans/documents/facts.ts';
import { planImport } from '#plans/documents/imports.ts';
import { plan } from '#plans/documents/record.ts';
import { mount } from '#plans/documents/routes.tsx';

export const plansSlice: Slice = { records: [plan], figures, claims, imports: [planImport], clauseWords, mount };
