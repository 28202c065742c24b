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

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => printable(text).replace(/[&<>"']/gu, (sign) => signs[sign]!);

export const atomFeed = ({ slug, title, organ, home, self, updated, items }: FeedOf): string => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${idOf(slug)}</id>
<title>${escaped(title)}</title>
<updated>${updated}</updated>
<author><name>${escaped(organ)}</name></author>
<link rel="self" type="application/atom+xml" href="${escaped(self)}"/>
<link rel="alternate" type="text/html" href="${escaped(home)}"/>
${items.map((item) => entryOf(slug, item)).join('\n')}
</feed>
`;

const entryOf = (slug: string, item: FeedItem): string => `<entry>
<id>${idOf(slug, item.code)}</id>
<title>${escaped(item.title)}</title>
<published>${item.published}</published>
<updated>${item.updated}</updated>
<author><name>${escaped(item.author)}</name></author>
<link rel="alternate" type="text/html" href="${escaped(item.href)}"/>
${item.category ? `<category term="${escaped(item.category)}"/>\n` : ''}<content type="text">${escaped(textOf(item))}</content>
</entry>`;

export const jsonFeed = ({ slug, title, organ, home, self, items }: FeedOf): string => JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1', title: printable(title), home_page_url: home, feed_url: self, language: 'zh-CN', authors: [{ name: printable(organ) }],
  items: items.map((item) => ({
    id: idOf(slug, item.code), url: item.href, title: printable(item.title), content_text: textOf(item), date_published: item.published, date_modified: item.updated,
    authors: [{ name: printable(item.author) }], ...(item.category ? { tags: [printable(item.category)] } : {}),
  })),
});
