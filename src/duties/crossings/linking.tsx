import type { Child } from 'hono/jsx';
import { accepted, typed } from '#platform/fields.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { AllFields } from '#platform/http/derived.tsx';
import { perform } from '#platform/http/resource-acts.tsx';
import { frameOf } from '#platform/http/site.tsx';
import { look, nameIn, titleIn, type Visit } from '#platform/http/visit.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { ChoiceField, TextField } from '#platform/ui/fields.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Form, freshForm, type FormState } from '#platform/ui/form.tsx';
import { Head } from '#platform/ui/head.tsx';
import { candidatesFor, linkableKinds, sameEventCandidates, type Candidate } from '#duties/crossings/candidates.ts';
import { chainHref, mayLink, placeIn } from '#duties/crossings/chain-page.tsx';
import type { Place } from '#duties/crossings/edges.ts';
import { endAt, linkFields, makeCrossing, ways, type End, type LinkSaid } from '#duties/crossings/making.ts';
import { isEvent } from '#duties/crossings/nodes.ts';
import { crossing } from '#duties/crossings/record.ts';

const MOST_LETTERS = 50;

/** The record from which somebody links. @throws Problem 403 when links are not this person's to make */
async function hereOf(reading: Reading, visit: Visit): Promise<End> {
  const here = await endAt(reading, placeIn(visit));
  if (!mayLink(visit.actor, here.place.record, here.row)) throw new Problem(403, 'not_yours', `关联由${crossing.createdBy.map(({ label }) => label).join('、')}连接，您不在其中。`);
  return here;
}

const called = (visit: Visit, { declared, row }: End): string => `${titleIn(visit.county, declared)}《${nameIn(visit.county, declared, row)}》`;

/** 连到…: what may belong together with the record, found by words or simply the newest. */
export async function showCandidates(visit: Visit): Promise<Response> {
  const words = visit.query.get('q')?.slice(0, MOST_LETTERS) ?? '';
  const kind = linkableKinds.find(({ declared }) => declared.name === visit.query.get('kind'))?.declared.name;
  return look(visit, async (reading) => {
    const here = await hereOf(reading, visit);
    const same = words || kind ? [] : await sameEventCandidates(reading, here);
    const found = await candidatesFor(reading, here, { words, kind });
    const form = freshForm({ q: words, kind });
    return page(visit, (
      <Desk frame={frameOf(visit)} title="连到别的记录" width="narrow">
        <Head title="连到别的记录" lead={called(visit, here)} back={{ label: '来龙去脉', href: chainHref(here.place) }} />
        <form class="card form-card form" method="get" action={`${chainHref(here.place)}/linking`}>
          <TextField form={form} name="q" label="找哪一条" hint="输入标题里的字词，一两个字也可以" maxlength={MOST_LETTERS} />
          <ChoiceField form={form} name="kind" label="哪一类" options={linkableKinds.map(({ declared }) => ({ value: declared.name, label: titleIn(visit.county, declared) }))} />
          <div class="form-actions"><button type="submit" class="btn btn-primary">查找</button></div>
        </form>
        {same.length > 0 && <Found title="可能记的是同一件事" here={here.place} found={same} />}
        <Found title={words ? '找到的' : '最近的'} here={here.place} found={found} />
      </Desk>
    ));
  });
}

function Found({ title, here, found }: { title: string; here: Place; found: readonly Candidate[] }): Child {
  return (
    <Section title={title} count={found.length}>
      {found.length === 0 && <p class="quiet">没有找到可以连的记录。换个说法再试；只会找到您可以查看的内容。</p>}
      <ul class="links">
        {found.map(({ record, id, title: name, kind, day, state }) => <li><a href={`${chainHref(here)}/linking/${record}/${id}`}>{name}</a>　{[kind, day, state].filter(Boolean).join(' · ')}</li>)}
      </ul>
    </Section>
  );
}

/** How the two belong together, and why. */
export const showLinkForm = (visit: Visit): Promise<Response> => drawLinkForm(visit, freshForm({ way: 'led_to' }), 200);

async function drawLinkForm(visit: Visit, form: FormState, status: number): Promise<Response> {
  return look(visit, async (reading) => {
    const here = await hereOf(reading, visit);
    const there = await endAt(reading, placeIn(visit, 'other', 'otherId'));
    const events = isEvent(here.place.record) && isEvent(there.place.record);
    const counts = events && here.place.record === there.place.record;
    const fields = linkFields.omit(counts ? {} : { counts: true });
    const choices = { way: Object.entries(ways).filter(([way]) => events || way !== 'same_event').map(([value, label]) => ({ value, label })) };
    return page(visit, (
      <Desk frame={frameOf(visit)} title="连到别的记录" width="narrow">
        <Head title="连在一起" lead={<>这一条：{called(visit, here)}<br />那一条：{called(visit, there)}</>} back={{ label: '另找一条', href: `${chainHref(here.place)}/linking` }} />
        <div class="card form-card">
          <Form frame={frameOf(visit)} action={visit.path} form={form} submit="连在一起" cancel={chainHref(here.place)}>
            <AllFields of={fields} form={form} choices={choices} />
          </Form>
        </div>
      </Desk>
    ), status);
  });
}

export async function makeLink(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const [here, there] = [placeIn(visit), placeIn(visit, 'other', 'otherId')];
  try {
    const said = accepted(linkFields, body.form ? typed(linkFields, body.form.entries()) : (body.json ?? {})) as LinkSaid;
    const row = await perform(visit, body, crossing, (act, how) => makeCrossing(act, here, there, said, how));
    if (visit.json) return json(visit, row, 201);
    return seeOther(visit, chainHref(here), { tone: 'good', sentence: '已连在一起，两边的操作记录里都有。' });
  } catch (error) {
    if (!(error instanceof Problem) || !body.form || ![403, 409, 422].includes(error.status)) throw error;
    const values = Object.fromEntries([...body.form].filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
    return drawLinkForm(visit, { values, problems: Object.keys(error.fields).length > 0 ? error.fields : { '': error.message } }, error.status);
  }
}
