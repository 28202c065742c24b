import type { Slice } from '#platform/chapter.ts';
import { claims, datedRecords, figures, obligations } from '#duties/inspections/facts.ts';
import { inspectionImport } from '#duties/inspections/imports.ts';
import { inspection } from '#duties/inspections/record.ts';
import { mount } from '#duties/inspections/routes.tsx';

export const inspectionsSlice: Slice = { records: [inspection], figures, claims, obligations, dated: datedRecords, imports: [inspectionImport], committeesWork: [{ declared: inspection, committee: 'committee_id' }], mount };
