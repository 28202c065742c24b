import { ownCommittee } from '#institutions/facts.ts';
import { mayCreate, type Lifecycle, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Arising } from '#platform/arising.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, get } from '#platform/records/read.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { deed } from '#duties/deeds/record.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { headline, ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import type { Place } from '#duties/crossings/edges.ts';
import { makeCrossing } from '#duties/crossings/making.ts';
import { nodeKindOf } from '#duties/crossings/nodes.ts';

/** What a record has to say to one that begins with it. */
interface Gist {
  about: string;
  situation?: string | null;
  advice?: string | null;
}

/** From which records others begin, and what these take over. A grievance starts no text of anybody else: its words would be read by those it complains of. */
const gists: Readonly<Record<string, (row: any) => Gist | undefined>> = {
  [ledgerEntry.name]: (row: LedgerEntry) => (row.about_unit_id || row.about_person ? undefined : { about: headline(row.matter), situation: row.matter }),
  [opinionItem.name]: (row: OpinionItem) => ({ about: row.title, situation: row.situation, advice: row.advice }),
  [inspection.name]: (row: Inspection) => ({ about: row.topic, situation: row.findings }),
  [consultation.name]: (row: Consultation) => ({ about: row.topic, advice: row.advice }),
  [proposal.name]: (row: Proposal) => ({ about: row.title, situation: row.situation, advice: row.advice }),
};

type Values = Record<string, string | null | undefined>;

/** What may begin with another record, and which of its fields are known then. */
const begins: readonly { declared: Lifecycle; label: string; from: readonly Lifecycle[]; values(gist: Gist, committee: string | null): Values }[] = [
  { declared: inspection, label: '开展一次调研视察', from: [ledgerEntry, opinionItem, consultation, proposal], values: ({ about }, committee) => ({ topic: about, committee_id: committee }) },
  { declared: consultation, label: '开展一次协商', from: [ledgerEntry, opinionItem, inspection, proposal], values: ({ about }, committee) => ({ topic: about, committee_id: committee }) },
  { declared: proposal, label: '写一件提案', from: [ledgerEntry, opinionItem, inspection, consultation], values: ({ about, situation, advice }) => ({ title: `关于${about}的提案`, situation, advice }) },
  { declared: deed, label: '办一件民生实事', from: [ledgerEntry, opinionItem, inspection, consultation, proposal], values: ({ about }) => ({ deed: about }) },
];

/** The name of the query value that says from what a form begins. */
const asText = ({ record, id }: Place): string => `${record}:${id}`;

function placeOf(text: string): Place | undefined {
  const [record = '', id = ''] = text.split(':');
  return gists[record] ? { record, id } : undefined;
}

/** What this person may write that begins with the record. */
export async function beginningsFrom(reading: Reading, place: Place): Promise<{ row: Recorded; begun: { label: string; href: string }[] }> {
  const row = await get<Recorded>(reading, nodeKindOf(place.record)!.declared, place.id);
  if (!gists[place.record]?.(row)) return { row, begun: [] };
  const { actor } = reading;
  const committee = (row as { committee_id?: string | null }).committee_id ?? null;
  const tries = [{ committee_id: committee }, { committee_id: ownCommittee(actor) ?? null }, { member_id: actor.memberId, committee_id: committee, author_id: actor.personId }];
  const mine = begins.filter(({ declared, from }) => from.some(({ name }) => name === place.record) && tries.some((one) => !mayCreate(declared, actor, { state: declared.initial, ...one } as unknown as Recorded)));
  return { row, begun: mine.map(({ declared, label }) => ({ label, href: `/${declared.path}/new?arises_from=${asText(place)}` })) };
}

/** Forms that begin with another record: what is known already is filled in, and the link is made in the same act. */
export const arising: Arising = {
  async begin(reading, declared, from) {
    const place = placeOf(from);
    const one = begins.find((beginning) => beginning.declared.name === declared.name);
    const row = place && one ? await find<Recorded>(reading, nodeKindOf(place.record)!.declared, place.id) : undefined;
    const gist = row && gists[place!.record]!(row);
    if (!gist) return undefined;
    const { committee_id: committee = null } = row as { committee_id?: string | null };
    const values = Object.fromEntries(Object.entries(one!.values(gist, committee)).filter(([, value]) => value));
    return { values, lead: `由${nodeKindOf(place!.record)!.declared.title}《${gist.about}》而来，登记后自动连在一起。` };
  },
  async link(act, declared, row, from) {
    const place = placeOf(from);
    if (!place) return;
    await makeCrossing(act, place, { record: declared.name, id: row.id }, { way: 'led_to', why: `由此起草${declared.title}` });
  },
};
