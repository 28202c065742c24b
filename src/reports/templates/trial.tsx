import type { Child } from 'hono/jsx';
import { OfficialSheet } from '#platform/documents/official.tsx';
import { json, page } from '#platform/http/answers.tsx';
import { sent, type Sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { standingAt } from '#platform/records/moment.ts';
import { isDay } from '#platform/fields.ts';
import { today } from '#platform/time.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import type { Declared } from '#reports/declared.ts';
import { declaredWithOwn } from '#reports/figures/facts.ts';
import type { LaidOut } from '#reports/wording/paper.ts';
import { isKind, kindLabels } from '#reports/wording/paper-kinds.ts';
import { quotables, templateProblems, withNames } from '#reports/wording/tokens.ts';
import { writeOut } from '#reports/wording/writing.ts';

type Trial = { problems: readonly string[] } | LaidOut;

/** A wording with the numbers of now: drawn beside the form while somebody types, and on a page of its own by its button. Nothing is kept. */
export function mountTrial(site: Site, declared: Declared): void {
  site.add({
    method: 'POST', path: '/speech-templates/trial',
    async handle(visit) {
      const body = await sent(visit);
      if (!holds(visit.actor, 'county_office')) throw new Problem(403, 'not_yours', '模板由县政协办公室编写，您不在其中。');
      const tried = await look(visit, (reading) => trialOf(reading, visit, body, declared));
      if (visit.json) return json(visit, tried);
      const content = (
        <Desk frame={frameOf(visit)} title="试排">
          <Head title="试排" lead="关上这一页，回到编写的那一页继续改。" />
          <div id="wording-trial"><TrialPart tried={tried} /></div>
        </Desk>
      );
      return page(visit, content);
    },
    api: {
      summary: '试排一份文书：用现在的记录排出来，不保存', tag: '文书模板',
      body: { type: 'object', required: ['body'], properties: { kind: { type: 'string', enum: Object.keys(kindLabels) }, title: { type: 'string' }, byline: { type: 'string' }, addressee: { type: 'string' }, body: { type: 'string' }, trial_from: { type: 'string', format: 'date' }, trial_to: { type: 'string', format: 'date' } } },
    },
  });
}

async function trialOf(reading: Reading, { county }: Visit, sentBody: Sent, declared: Declared): Promise<Trial> {
  const all = quotables(await declaredWithOwn(reading, declared), reading.house);
  const [title, byline, body] = ['title', 'byline', 'body'].map((field) => withNames(sentBody.text(field) ?? '', all)) as [string, string, string];
  const problems = [title, byline, body].flatMap((text, place) => templateProblems(text, all).map((sentence) => (place < 2 ? `${place === 0 ? '标题' : '标题下一行'}${sentence}` : sentence)));
  if (problems.length > 0) return { problems };
  const kind = sentBody.text('kind') ?? null;
  return writeOut(await standingAt(reading), declared, county, periodIn(sentBody), { kind: isKind(kind) ? kind : 'speech', name: '正在编写的文字', title: title || '（还没有标题）', byline, addressee: sentBody.text('addressee') ?? '', body });
}

function periodIn(body: Sent): { from: string; to: string } {
  const to = body.text('trial_to') ?? today();
  const from = body.text('trial_from') ?? `${to.slice(0, 4)}-01-01`;
  if (!isDay(from) || !isDay(to) || from > to) throw new Problem(422, 'bad_period', '试排的起止日期要写成实际有的日期，起始在前、截止在后。');
  return { from, to };
}

function TrialPart({ tried }: { tried: Trial }) {
  if ('problems' in tried) {
    return (
      <Remark tone="warning">
        <p>有{tried.problems.length}处要改，改好了再排：</p>
        <ul>{tried.problems.map((sentence): Child => <li>{sentence}</li>)}</ul>
      </Remark>
    );
  }
  return (
    <>
      {tried.remarks.length > 0 && <Remark><ul>{tried.remarks.map((remark): Child => <li>{remark}</li>)}</ul></Remark>}
      <OfficialSheet paper={tried.paper} />
    </>
  );
}
