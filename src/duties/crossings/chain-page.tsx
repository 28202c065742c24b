import type { Child } from 'hono/jsx';
import { mayCreate } from '#platform/lifecycle/lifecycle.ts';
import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { notFound } from '#platform/problems.ts';
import { isId } from '#platform/records/read.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { beginningsFrom } from '#duties/crossings/arising.ts';
import { chainOf, keyOf, MOST_NODES, type Chain, type ChainNode } from '#duties/crossings/chain.ts';
import type { Edge, Place } from '#duties/crossings/edges.ts';
import { nodeKindOf } from '#duties/crossings/nodes.ts';
import { ChainPicture } from '#duties/crossings/picture.tsx';
import { crossing, type Crossing } from '#duties/crossings/record.ts';

export const chainHref = ({ record, id }: Place): string => `/chain/${record}/${id}`;

/** Whether this person may link the record with others at all; with which, is asked when they do. */
export function mayLink(actor: Actor, record: string, row: Recorded): boolean {
  if (!nodeKindOf(record)?.linkable) return false;
  const begun = { kind: 'led_to', made_by_id: actor.personId, committee_id: (row as { committee_id?: string | null }).committee_id ?? null, other_committee_id: null };
  return !mayCreate(crossing, actor, begun as Crossing);
}

/** @throws Problem 404 for an address that names no record of a chain */
export function placeIn(visit: Visit, record = 'record', id = 'id'): Place {
  const place = { record: visit.param(record), id: visit.param(id) };
  if (!nodeKindOf(place.record) || !isId(place.id)) throw notFound('这条记录');
  return place;
}

/** 来龙去脉: everything that hangs together with a record, as one picture and as a list. */
export async function showChain(visit: Visit): Promise<Response> {
  const place = placeIn(visit);
  return look(visit, async (reading) => {
    const chain = await chainOf(reading, place, visit.county.called);
    if (!chain) throw notFound('这条记录');
    if (visit.json) return json(visit, asJson(chain));
    const here = chain.nodes.find((node) => keyOf(node) === chain.start)!;
    const { row, begun } = await beginningsFrom(reading, place);
    const links = mayLink(visit.actor, place.record, row) ? [{ label: '连到别的记录', href: `${chainHref(place)}/linking` }] : [];
    return page(visit, (
      <Desk frame={frameOf(visit)} title={`${here.title}的来龙去脉`}>
        <Head title="来龙去脉" lead={`${here.kind}：${here.title}`} back={{ label: here.title, href: here.href }} others={links} />
        {chain.more && <Remark>这里只画得下{MOST_NODES}条，还有更多。请从靠近您要找的那一条打开。</Remark>}
        <ChainPicture chain={chain} elder={visit.elder} />
        {chain.nodes.length === 1 && <p class="quiet">还没有和别的记录连在一起。</p>}
        {chain.nodes.length > 1 && <ChainList chain={chain} />}
        {begun.length > 0 && <Section title="由此起草"><ul class="links">{begun.map(({ label, href }) => <li><a href={href}>{label}</a></li>)}</ul></Section>}
      </Desk>
    ));
  });
}

/** The same as the picture in words, in the order of time. */
function ChainList({ chain }: { chain: Chain }): Child {
  const names = new Map(chain.nodes.map((node) => [keyOf(node), node]));
  const from = Map.groupBy(chain.edges, (edge) => keyOf(edge.from));
  return (
    <Section title="按先后列出" count={chain.nodes.length}>
      <ol class="chain-list">
        {chain.nodes.map((node) => (
          <li>
            {node.kind}：<a href={node.href}>{node.title}</a>{keyOf(node) === chain.start && <span class="chain-here">您在这里</span>}
            <br />
            <span class="quiet">{[node.day, node.state, node.who].filter(Boolean).join(' · ')}</span>
            <Onward edges={from.get(keyOf(node)) ?? []} names={names} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Onward({ edges, names }: { edges: readonly Edge[]; names: ReadonlyMap<string, ChainNode> }): Child {
  if (edges.length === 0) return null;
  return (
    <ul>
      {edges.map(({ to, words, made }) => {
        const other = names.get(keyOf(to))!;
        return <li>{words} → {other.kind}《{other.title}》{made && <>（{made.on} {made.by}连的：{made.why}）<a class="chain-way" href={`/${crossing.path}/${made.id}`}>查看这条关联</a></>}</li>;
      })}
    </ul>
  );
}

const asJson = ({ start, nodes, edges, more }: Chain): object => ({ start, nodes, edges: edges.map(({ from, to, kind, words, made }) => ({ from: keyOf(from), to: keyOf(to), kind, words, made: made ?? null })), more });
