import type { Child } from 'hono/jsx';
import type { Action } from '#platform/ui/head.tsx';
import { Section } from '#platform/ui/detail.tsx';
import type { MadeItem } from '#duties/crossings/facts.ts';

/** The opinion items made of a record of another duty, on that record's page; nothing where there are none and none may be written. */
export function MadeItems({ title, items, write, none }: { title: string; items: readonly MadeItem[]; write?: Action; none?: string }): Child {
  if (items.length === 0 && !none) return null;
  return (
    <Section title={title} count={items.length} action={write && <a href={write.href}>{write.label}</a>}>
      {items.length === 0 ? <p class="quiet">{none}</p> : <ul class="links">{items.map((item) => <li><a href={item.href}>{item.title}</a>　{item.label}</li>)}</ul>}
    </Section>
  );
}
