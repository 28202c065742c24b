import type { Slice } from '#platform/chapter.ts';
import { answersPart } from '#duties/proposals/answers/slice.ts';
import { contactsPart } from '#duties/proposals/contacts/slice.ts';
import { cosigningPart } from '#duties/proposals/cosigning/slice.ts';
import { claims, figures, obligations, ratios } from '#duties/proposals/facts.ts';
import { assigningPart } from '#duties/proposals/assigning/slice.ts';
import { proposalImport } from '#duties/proposals/imports.ts';
import { commendationsPart } from '#duties/proposals/commendations/slice.ts';
import { keysPart } from '#duties/proposals/keys/slice.ts';
import { plenariesPart } from '#duties/proposals/plenaries/slice.ts';
import { publishingPart } from '#duties/proposals/publishing/slice.ts';
import { ratingsPart } from '#duties/proposals/ratings/slice.ts';
import { proposal } from '#duties/proposals/record.ts';
import { reviewPart } from '#duties/proposals/review/slice.ts';
import { mount } from '#duties/proposals/routes.tsx';
import { proposalsWork } from '#duties/proposals/work.ts';
import { statisticsPart } from '#duties/proposals/statistics/slice.ts';

/** The rooms around the proposal (decision 17). */
const rooms: readonly Slice[] = [plenariesPart, cosigningPart, reviewPart, assigningPart, contactsPart, answersPart, ratingsPart, keysPart, commendationsPart, publishingPart, statisticsPart];

const inRooms = <T>(part: (room: Slice) => readonly T[] | undefined): T[] => rooms.flatMap((room) => part(room) ?? []);

export const proposalsSlice: Slice = {
  records: [proposal, ...inRooms(({ records }) => records)],
  figures: [...figures, ...inRooms((room) => room.figures)],
  ratios: [...ratios, ...inRooms((room) => room.ratios)],
  dimensions: inRooms(({ dimensions }) => dimensions),
  claims: [...claims, ...inRooms((room) => room.claims)],
  obligations: [...obligations, ...inRooms((room) => room.obligations)],
  applies: inRooms(({ applies }) => applies),
  awaited: inRooms(({ awaited }) => awaited),
  dated: inRooms(({ dated }) => dated),
  beside: inRooms(({ beside }) => beside),
  daily: ratingsPart.daily,
  work: proposalsWork,
  imports: [proposalImport],
  membersWork: [{ declared: proposal, member: 'member_id' }, ...inRooms(({ membersWork }) => membersWork)],
  committeesWork: [{ declared: proposal, committee: 'committee_id', member: 'member_id' }, ...inRooms(({ committeesWork }) => committeesWork)],
  mount(site) {
    for (const room of rooms) room.mount?.(site);
    mount(site);
  },
};
