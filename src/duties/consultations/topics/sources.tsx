import type { Child } from 'hono/jsx';
import { ownCommittee } from '#institutions/facts.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { transact } from '#platform/records/act.ts';
import { get, isId } from '#platform/records/read.ts';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { FilterRow, textFilter } from '#platform/ui/filters.tsx';
import { Head } from '#platform/ui/head.tsx';
import { findVoices, type Voice } from '#duties/crossings/facts.ts';
import { MOST_VOICES, setVoices, topicOfVoices } from '#duties/consultations/topics/actions.ts';
import { voicesOfTopic } from '#duties/consultations/topics/reading.ts';
import { topic } from '#duties/consultations/topics/record.ts';

/** Which voices of residents a topic is made of: several ticked make one topic at once, and a topic that stands can be given others. */

const path = `/${topic.path}`;
const MOST_FOUND = 40;

const show = (visit: Visit): Promise<Response> => look(visit, async (reading) => {
  const id = visit.param('id');
  const row = id ? await get(reading, topic, id) : undefined;
  const words = visit.query.get('q') ?? '';
  const linked = row ? await voicesOfTopic(reading, row.id) : [];
  const taken = new Set(linked.map((one) => one.id));
  const found = (await findVoices(reading, { words, committee: row?.committee_id ?? ownCommittee(visit.actor) }, MOST_FOUND)).filter((one) => !taken.has(one.id));
  const back = row ? { label: row.title, href: `${path}/${row.id}` } : { label: topic.title, href: path };
  return page(visit, (
    <Desk frame={frameOf(visit)} title="从民情里选议题">
      <Head title="从民情里选议题" lead={`说同一件事的勾在一起，成为一个议题，最多${MOST_VOICES}条。`} back={back} />
      <FilterRow filters={[textFilter('q', '关键词', { placeholder: '事项、地点' })]} here={frameOf(visit).here} />
      <Choosing visit={visit} linked={linked} found={found} action={row ? `${path}/${row.id}/sources` : `${path}/sources`} label={row ? '保存来源' : '用勾选的立一个议题'} words={words} />
    </Desk>
  ));
});

function Choosing({ visit, linked, found, action, label, words }: { visit: Visit; linked: Voice[]; found: Voice[]; action: string; label: string; words: string }): Child {
  if (linked.length + found.length === 0) return <Empty title={words ? `没有找到含有“${words}”的民情` : '还没有可以选的民情'} sentence="换一个词再找，或者先到民情台账登记。" />;
  return (
    <form method="post" action={action}>
      <CsrfInput csrf={visit.csrf} />
      {linked.length > 0 && <Ticks title="现在的来源" voices={linked} ticked />}
      {found.length > 0 && <Ticks title={words ? `含有“${words}”的` : '最近登记的'} voices={found} />}
      <div class="form-actions"><button type="submit" class="btn btn-primary">{label}</button></div>
    </form>
  );
}

const Ticks = ({ title, voices, ticked }: { title: string; voices: readonly Voice[]; ticked?: boolean }) => (
  <Section title={title} count={voices.length}>
    <div class="ticks ticks-lines">
      {voices.map(({ id, matter, place, received_on }) => (
        <label class="form-check">
          <input class="form-check-input" type="checkbox" name="entry" value={id} checked={ticked} />
          <span class="form-check-label">{matter} <span class="quiet">{[place, received_on].filter(Boolean).join('，')}</span></span>
        </label>
      ))}
    </div>
  </Section>
);

async function save(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const sentIds = body.form ? body.form.getAll('entry') : [body.json?.['entry']].flat();
  const ids = [...new Set(sentIds.map(String))].filter(isId);
  const id = visit.param('id');
  const row = await transact(visit.house, visit.actor, requestId(visit, body), (act) => (id ? setVoices(act, id, ids) : topicOfVoices(act, ids, {})));
  if (visit.json) return json(visit, row, id ? 200 : 201);
  return seeOther(visit, `${path}/${row.id}`, { tone: 'good', sentence: id ? `已保存来源，现在有${row.entries_n}条。` : `已由${row.entries_n}条民情立一个议题。请核对题目，它以后会公开。` });
}

export function mountSources(site: Site): void {
  const body = { type: 'object', required: ['entry'], properties: { entry: { type: 'array', maxItems: MOST_VOICES, items: { type: 'string', format: 'uuid' } } } };
  site.add({ method: 'GET', path: `${path}/sources`, handle: show, readsOnly: true });
  site.add({ method: 'POST', path: `${path}/sources`, handle: save, api: { summary: '由民情台账立一个议题', tag: topic.title, body, answer: { type: 'object' }, status: 201 } });
  site.add({ method: 'GET', path: `${path}/:id/sources`, handle: show, readsOnly: true });
  site.add({ method: 'POST', path: `${path}/:id/sources`, handle: save, api: { summary: '议题由哪些民情形成', tag: topic.title, body, answer: { type: 'object' } } });
}
