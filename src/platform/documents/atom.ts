import { printable } from '#platform/documents/text.ts';

/** What was published lately, for readers of feeds: Atom (RFC 4287). */

export interface AtomEntry {
  /** Stays when the program is moved. */
  id: string;
  title: string;
  href: string;
  author: string;
  category?: string | null;
  text: string;
  /** When it was first published, and when the text that stands now was. */
  published: string;
  updated: string;
}

export interface AtomFeed {
  id: string;
  title: string;
  author: string;
  /** The page that shows the same, and this address. */
  home: string;
  self: string;
  updated: string;
  entries: readonly AtomEntry[];
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => printable(text).replace(/[&<>"']/gu, (sign) => signs[sign]!);

export const atomText = ({ id, title, author, home, self, updated, entries }: AtomFeed): string => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${id}</id>
<title>${escaped(title)}</title>
<updated>${updated}</updated>
<author><name>${escaped(author)}</name></author>
<link rel="self" type="application/atom+xml" href="${escaped(self)}"/>
<link rel="alternate" type="text/html" href="${escaped(home)}"/>
${entries.map(entryText).join('\n')}
</feed>
`;

const entryText = ({ id, title, href, author, category, text, published, updated }: AtomEntry): string => `<entry>
<id>${id}</id>
<title>${escaped(title)}</title>
<published>${published}</published>
<updated>${updated}</updated>
<author><name>${escaped(author)}</name></author>
<link rel="alternate" type="text/html" href="${escaped(href)}"/>
${category ? `<category term="${escaped(category)}"/>\n` : ''}<content type="text">${escaped(text)}</content>
</entry>`;
