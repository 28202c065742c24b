import { json } from '#platform/http/answers.tsx';
import type { Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { isDay } from '#platform/fields.ts';
import { isId } from '#platform/records/read.ts';
import { Section } from '#platform/ui/detail.tsx';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { categoryOf, similarEntries, type Likeness } from '#duties/opinions/ledger/similar.ts';

const query = ['matter', 'place', 'committee_id', 'received_on', 'except'];

/** What stands in the form while it is being written, and what is like it. */
export function mountSimilar(site: Site): void {
  site.add({
    method: 'GET', path: `/${ledgerEntry.path}/similar`, handle: answerSimilar, readsOnly: true,
    api: { summary: '相近的台账', tag: ledgerEntry.title, query: query.map((name) => ({ name, in: 'query', schema: { type: 'string' } })), answer: { type: 'object' } },
  });
}

async function answerSimilar(visit: Visit): Promise<Response> {
  const asked = (name: string) => visit.query.get(name) || undefined;
  const [committee, day, except] = [asked('committee_id'), asked('received_on'), asked('except')];
  const found = await look(visit, (reading) => similarEntries(reading, {
    matter: asked('matter') ?? '',
    place: asked('place'),
    committee_id: committee && isId(committee) ? committee : undefined,
    received_on: day && isDay(day) ? day : undefined,
    except: except && isId(except) ? except : undefined,
  }));
  return json(visit, { items: found.map(({ entry, score }) => likeJson(entry, score, committee)), category: categoryOf(found) ?? null });
}

const likeJson = (entry: LedgerEntry, score: number, committee: string | undefined) => ({
  id: entry.id,
  title: ledgerEntry.nameOf(entry),
  place: entry.place,
  received_on: entry.received_on,
  state: ledgerEntry.states[entry.state as 'received'].label,
  same_committee: entry.committee_id === committee,
  score: Math.round(score * 100) / 100,
  href: `/${ledgerEntry.path}/${entry.id}`,
});

/** On the page of an entry that is open: what may be the same matter. */
export const SimilarTo = ({ found }: { found: readonly Likeness[] }) =>
  (found.length === 0 ? null : (
    <Section title="可能是同一件事" count={found.length}>
      <ul class="links">
        {found.map(({ entry }) => (
          <li><a href={`/${ledgerEntry.path}/${entry.id}`}>{ledgerEntry.nameOf(entry)}</a>　{entry.received_on}　{entry.place}　{ledgerEntry.states[entry.state as 'received'].label}</li>
        ))}
      </ul>
    </Section>
  ));
