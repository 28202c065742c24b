import { atomText } from '#platform/documents/atom.ts';
import { printable } from '#platform/documents/text.ts';

/** What was published lately, for readers of feeds: Atom (RFC 4287) and JSON Feed 1.1, from the same items. */

interface FeedItem {
  code: string;
  title: string;
  href: string;
  category: string | null;
  author: string;
  units: readonly string[];
  matter: string;
  answer: string;
  /** When it was first published, and when the text that stands now was. */
  published: string;
  updated: string;
}

export interface FeedOf {
  /** Of the county: with the code it makes names that stay, wherever the program may be moved. */
  slug: string;
  title: string;
  organ: string;
  home: string;
  self: string;
  updated: string;
  items: readonly FeedItem[];
}

const idOf = (slug: string, code = ''): string => ['urn:lianxinqiao', slug, 'proposals', code].filter(Boolean).join(':');
const textOf = ({ units, matter, answer }: FeedItem): string => printable(`【提案】\n${matter}\n\n【答复】${units.join('、')}\n${answer}`);

export const atomFeed = ({ slug, title, organ, home, self, updated, items }: FeedOf): string => atomText({
  id: idOf(slug), title, author: organ, home, self, updated,
  entries: items.map((item) => ({ ...item, id: idOf(slug, item.code), text: textOf(item) })),
});

export const jsonFeed = ({ slug, title, organ, home, self, items }: FeedOf): string => JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1', title: printable(title), home_page_url: home, feed_url: self, language: 'zh-CN', authors: [{ name: printable(organ) }],
  items: items.map((item) => ({
    id: idOf(slug, item.code), url: item.href, title: printable(item.title), content_text: textOf(item), date_published: item.published, date_modified: item.updated,
    authors: [{ name: printable(item.author) }], ...(item.category ? { tags: [printable(item.category)] } : {}),
  })),
});
