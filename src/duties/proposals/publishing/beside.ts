import type { Beside, BesideOne } from '#platform/beside.ts';
import { holds } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { unfit } from '#duties/proposals/publishing/fitness.ts';
import { publication, type Publication } from '#duties/proposals/publishing/record.ts';
import { groundWords } from '#duties/proposals/publishing/words.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** On the page of a proposal: how its publication stands, for whoever sees it; for the office, where to begin it. */
export const besideProposal: Beside<Proposal> = {
  record: proposal.name,
  title: '公开',
  async find(reading, row) {
    const [one] = await list<Publication>(reading, publication, { where: is<Publication>('proposal_id', row.id), limit: 1 });
    if (one) return [told(one)];
    return holds(reading.actor, 'county_office') && !unfit(row) ? [{ label: '拟公开稿', href: `/${publication.path}/new?proposal=${row.id}`, about: '提案人同意公开，提案和答复一起公开' }] : [];
  },
};

const told = ({ id, state, published_on, ground }: Publication): BesideOne => ({
  label: `公开稿：${publication.states[state as 'draft'].label}`, href: `/${publication.path}/${id}`, about: state === 'published' ? `${published_on}公开` : groundWords(ground),
});
