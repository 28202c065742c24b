import { parameterAt } from '#plans/facts.ts';
import type { Slice } from '#platform/chapter.ts';
import { today } from '#platform/time.ts';
import { claims, datedRecords, figures, obligations } from '#duties/consultations/facts.ts';
import { consultationImport } from '#duties/consultations/imports.ts';
import { consultation } from '#duties/consultations/record.ts';
import { mount } from '#duties/consultations/routes.tsx';

export const consultationsSlice: Slice = {
  records: [consultation],
  figures,
  claims,
  obligations,
  dated: datedRecords,
  imports: [consultationImport],
  committeesWork: [{ declared: consultation, committee: 'committee_id' }],
  applies: [{ record: consultation.name, parameters: ['label.consultation'] }],
  names: { [consultation.name]: (reading) => parameterAt(reading, 'label.consultation', today()) },
  mount,
};
