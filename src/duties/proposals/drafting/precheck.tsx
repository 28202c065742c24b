import type { Child } from 'hono/jsx';
import type { Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { unitChoices } from '#institutions/facts.ts';
import { examine, limitsOn, type Draft, type Finding } from '#duties/proposals/drafting/examining.ts';
import { similarProposals, type SimilarProposal } from '#duties/proposals/drafting/similar.ts';
import { sessionShort } from '#duties/proposals/plenaries/words.ts';
import { proposal } from '#duties/proposals/record.ts';

/** What the check says of a draft: in the form while it is written, and on the draft's page. */
export interface Precheck {
  findings: Finding[];
  similar: SimilarLine[];
}

/** A similar proposal as it is named: without an address when the reader may not open it. */
export interface SimilarLine {
  title: string;
  about: string;
  href: string | null;
}

export async function precheck(reading: Reading, draft: Draft, except?: string): Promise<Precheck> {
  const found = draft.title ? await similarProposals(reading, { title: draft.title, situation: draft.situation }, except) : [];
  const units = new Map(found.length > 0 ? (await unitChoices(reading)).map(({ value, label }) => [value, label]) : []);
  return { findings: examine(draft, await limitsOn(reading, today())), similar: found.map((one) => similarLine(one, units)) };
}

const similarLine = ({ id, title, proposal_no: number, term, session, seen }: SimilarProposal, units: ReadonlyMap<string, string>): SimilarLine => ({
  title,
  about: [`${sessionShort({ term, session })}${number === null ? '' : `第${number}号`}`, seen?.lead_unit_id && `${units.get(seen.lead_unit_id) ?? ''}办理`, seen?.letter && `答复类别${seen.letter}`].filter(Boolean).join('，'),
  href: seen ? `/${proposal.path}/${id}` : null,
});

/** On the page of a draft, also without scripts. */
export const PrecheckSection = ({ found: { findings, similar } }: { found: Precheck }): Child => (
  <>
    <Section title="预检">
      <ul class="precheck">{findings.map(({ tone, sentence }) => <li class={`precheck-${tone}`}>{sentence}</li>)}</ul>
    </Section>
    {similar.length > 0 && (
      <Section title="同类提案" count={similar.length}>
        <ul class="links">{similar.map(({ title, about, href }) => <li>{href ? <a href={href}>{title}</a> : title}　<span class="quiet">{about}</span></li>)}</ul>
      </Section>
    )}
  </>
);
