import { personalIn, personalKinds } from '#platform/people/masking.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { create, type Circumstances, type Effect } from '#platform/records/write.ts';
import { happenedOn, today } from '#duties/days.ts';
import { drawnCode } from '#duties/receipt.ts';
import { newsItem, type NewsItem } from '#duties/stations/news/record.ts';

const CODE = 8;

/** Whoever wrote it last is its author: somebody else publishes it. */
export async function enterNews(act: Act, values: Partial<NewsItem>, how: Circumstances): Promise<NewsItem> {
  expectImpersonal(values);
  return create<NewsItem>(act, newsItem, { ...values, happened_on: happenedOn(act, 'happened_on', values.happened_on), code: drawnCode(CODE), author_id: act.actor.personId }, how);
}

export async function correctNews(act: Act, _row: NewsItem, values: Partial<NewsItem>): Promise<Partial<NewsItem>> {
  expectImpersonal(values);
  if (values.happened_on) happenedOn(act, 'happened_on', values.happened_on);
  return { ...values, author_id: act.actor.personId };
}

/** @throws Problem 422 at a text with somebody's number: names are for the second reader to weigh, numbers are certain. */
function expectImpersonal({ title = '', content = '' }: Partial<NewsItem>): void {
  for (const [field, text] of Object.entries({ title, content })) {
    const found = personalIn(text).find(({ kind }) => kind === 'phone' || kind === 'identity');
    if (found) throw invalid({ [field]: `这里写有${personalKinds[found.kind]}（${text.slice(found.start, found.end)}），公开以后谁都能看到。请删去。` });
  }
}

const publish: Effect<NewsItem> = async (act, row) => {
  expectImpersonal(row);
  return { published_on: today(act), published_at: act.at, first_at: row.first_at ?? act.at };
};

export const effects = { publish };
