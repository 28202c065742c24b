import { parameterAt } from '#plans/facts.ts';
import type { Slice } from '#platform/chapter.ts';
import { calledHere } from '#platform/languages/language.ts';
import { today } from '#platform/time.ts';
import { claims, datedRecords, figures, obligations, ratios } from '#duties/consultations/facts.ts';
import { floorPart } from '#duties/consultations/floor/slice.ts';
import { consultationImport } from '#duties/consultations/imports.ts';
import { consultationPlan } from '#duties/consultations/plans/record.ts';
import { consultation } from '#duties/consultations/record.ts';
import { resultsPart } from '#duties/consultations/results/slice.ts';
import { mount } from '#duties/consultations/routes.tsx';
import { topic } from '#duties/consultations/topics/record.ts';
import { besideEntry } from '#duties/consultations/topics/beside.ts';
import { venue } from '#duties/consultations/venues/record.ts';
import { consultationsWork } from '#duties/consultations/work.ts';
import { consultationsAwaited } from '#duties/consultations/waiting.ts';

/** The rooms around the consultation. */
const rooms: readonly Slice[] = [floorPart, resultsPart];

const inRooms = <T>(part: (room: Slice) => readonly T[] | undefined): T[] => rooms.flatMap((room) => part(room) ?? []);

export const consultationsSlice: Slice = {
  records: [consultation, topic, consultationPlan, venue, ...inRooms(({ records }) => records)],
  figures: [...figures, ...inRooms(({ figures }) => figures)],
  ratios: [...ratios, ...inRooms(({ ratios }) => ratios)],
  claims: [...claims, ...inRooms(({ claims }) => claims)],
  obligations,
  awaited: [...consultationsAwaited, ...inRooms(({ awaited }) => awaited)],
  beside: [besideEntry, ...inRooms(({ beside }) => beside)],
  dated: [...datedRecords, ...inRooms(({ dated }) => dated)],
  papers: inRooms(({ papers }) => papers),
  work: consultationsWork,
  imports: [consultationImport],
  committeesWork: [...[consultation, topic, consultationPlan, venue].map((declared) => ({ declared, committee: 'committee_id' })), ...inRooms(({ committeesWork }) => committeesWork)],
  applies: [
    { record: consultation.name, parameters: ['label.consultation'] },
    { record: topic.name, parameters: ['consultations.approval', 'topics.public'] },
    { record: consultationPlan.name, parameters: ['consultations.approval'] },
    { record: venue.name, parameters: ['venues.standard', 'venues.check_months'] },
    ...inRooms(({ applies }) => applies),
  ],
  names: { [consultation.name]: async (reading) => calledHere(await parameterAt(reading, 'label.consultation', today()), consultation.title) },
  mount(site) {
    for (const room of rooms) room.mount?.(site);
    mount(site);
  },
};
