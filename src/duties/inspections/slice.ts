import type { Slice } from '#platform/chapter.ts';
import { claims, datedRecords, figures, obligations } from '#duties/inspections/facts.ts';
import { inspectionImport } from '#duties/inspections/imports.ts';
import { inspection } from '#duties/inspections/record.ts';
import { besideVisit } from '#duties/inspections/from-visit.ts';
import { programmesPart } from '#duties/inspections/programmes/slice.ts';
import { recommendationsPart } from '#duties/inspections/recommendations/slice.ts';
import { reportsPart } from '#duties/inspections/reports/slice.ts';
import { mount } from '#duties/inspections/routes.tsx';
import { inspectionsWork } from '#duties/inspections/work.ts';
import { inspectionsAwaited } from '#duties/inspections/waiting.ts';

/** The rooms around the visit. */
const rooms: readonly Slice[] = [programmesPart, reportsPart, recommendationsPart];

const inRooms = <T>(part: (room: Slice) => readonly T[] | undefined): T[] => rooms.flatMap((room) => part(room) ?? []);

export const inspectionsSlice: Slice = {
  records: [inspection, ...inRooms(({ records }) => records)],
  figures: [...figures, ...inRooms((room) => room.figures)],
  ratios: inRooms(({ ratios }) => ratios),
  claims: [...claims, ...inRooms((room) => room.claims)],
  obligations: [...obligations, ...inRooms((room) => room.obligations)],
  applies: [{ record: inspection.name, parameters: ['attending.mark_days'] }, ...inRooms(({ applies }) => applies)],
  awaited: [...inspectionsAwaited, ...inRooms(({ awaited }) => awaited)],
  dated: [...datedRecords, ...inRooms(({ dated }) => dated)],
  beside: besideVisit,
  work: inspectionsWork,
  imports: [inspectionImport],
  membersWork: inRooms(({ membersWork }) => membersWork),
  committeesWork: [{ declared: inspection, committee: 'committee_id', partners: 'partner_ids' }, ...inRooms(({ committeesWork }) => committeesWork)],
  mount(site) {
    for (const room of rooms) room.mount?.(site);
    mount(site);
  },
};
