import { json, page, seeOther } from '#platform/http/answers.tsx';
import { sent, type Sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { attempts } from '#platform/identity/attempts.ts';
import { originOf } from '#platform/identity/browser.ts';
import { usualWords } from '#platform/languages/recognised.ts';
import { notFound, Problem } from '#platform/problems.ts';
import { Form, freshForm, type FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { ABSTAINED, questionsIn } from '#assessment/ballots/rules.ts';
import { ballot } from '#assessment/ballots/record.ts';
import { cast, paperOf, type Paper } from '#assessment/ballots/slips/casting.ts';

/** The ballot paper on a telephone: no account, no name. A long one goes over several pages, which keep nothing: what was tapped so far stands in the page itself. */

/** More on one page nobody goes through with care. */
const ON_ONE_PAGE = 20;

/** Wrong codes only; right ones are forgiven. Everybody in the hall may come from one address. */
const tries = attempts({ kind: 'ballot slip', tries: 60, minutes: 15, sentence: '投票码没有对上的次数较多，请过15分钟再试，或请监票人帮您看看。' });

async function found(visit: Visit): Promise<Paper> {
  if (visit.param('county') !== visit.county.slug) throw notFound('这个县的页面');
  const { address } = originOf(visit.context);
  await tries.count(visit, address);
  const paper = await paperOf(visit.house, visit.county.id, visit.param('code'));
  await tries.forgive(visit, address);
  return paper;
}

const baseOf = (visit: Visit): string => `/vote/${visit.county.slug}/${visit.param('code')}`;

const show: Handler = async (visit) => {
  try {
    const { ballot: row, used } = await found(visit);
    if (visit.json) return json(visit, { name: row.name, meeting: row.meeting, questions: questionsIn(row.questions).map(({ name }) => name), answers: row.answers, used });
    if (used) return sheet(visit, '已经投过了', '这张票已经投过了，谢谢。可以关掉这一页了。');
    return page(visit, <VotingPage frame={frameOf(visit)} row={row} form={freshForm()} base={baseOf(visit)} marks={[]} shown={1} />);
  } catch (error) {
    return refused(visit, error);
  }
};

const inputOf = (place: number): string => `q-${place}`;

/** What was tapped, in the order of the paper. */
function marksOf(body: Sent, { questions }: Paper['ballot']): (string | null)[] {
  if (body.form) return questionsIn(questions).map((_, place) => body.text(inputOf(place)) ?? null);
  const marks = body.json?.['marks'];
  if (!Array.isArray(marks) || marks.some((mark) => mark !== null && typeof mark !== 'string')) throw new Problem(422, 'invalid', 'marks 应是一个数组，按票上的顺序写表态，弃权写 null。');
  return marks as (string | null)[];
}

const pagesOf = ({ questions }: Paper['ballot']): number => Math.ceil(questionsIn(questions).length / ON_ONE_PAGE);

/** The page that is asked for next; undefined where the last one is sent. */
function turnedTo({ form }: Sent, row: Paper['ballot']): number | undefined {
  if (!form) return undefined;
  const [shown, asked] = [form.get('page'), form.get('to')].map((word) => (word === null ? undefined : Number(word)));
  const next = asked ?? (shown === undefined ? pagesOf(row) : shown) + 1;
  return Number.isInteger(next) && next >= 1 && next <= pagesOf(row) ? next : undefined;
}

const NOTHING = '还没有表态。都不表态的，请在任意一个对象那里点“弃权”。';

const vote: Handler = async (visit) => {
  const body = await sent(visit);
  try {
    const paper = await found(visit);
    const marks = marksOf(body, paper.ballot);
    const turned = paper.used ? undefined : turnedTo(body, paper.ballot);
    const again = (form: FormState, shown: number, status = 200) => page(visit, <VotingPage frame={frameOf(visit)} row={paper.ballot} form={form} base={baseOf(visit)} marks={marks} shown={shown} />, status);
    if (turned) return again(freshForm(), turned);
    if (!paper.used && body.form && marks.every((mark) => mark === null)) return again({ values: {}, problems: { '': NOTHING } }, 1, 422);
    await cast(visit.house, visit.county.id, visit.param('code'), marks);
    if (visit.json) return json(visit, { taken: true }, 201);
    return seeOther(visit, baseOf(visit), { tone: 'good', sentence: '已收到您这一票，谢谢。' });
  } catch (error) {
    return refused(visit, error);
  }
};

/** What cannot be is told on the same plain sheet. */
function refused(visit: Visit, error: unknown): Promise<Response> {
  if (visit.json || !(error instanceof Problem)) throw error;
  return sheet(visit, error.code === 'slip_used' ? '已经投过了' : '现在不能投票', error.message, error.status);
}

const sheet = (visit: Visit, title: string, sentence: string, status = 200): Promise<Response> =>
  page(visit, <PublicPage frame={frameOf(visit)} title={title}><SheetCard><p>{sentence}</p></SheetCard></PublicPage>, status);

interface VotingProps {
  frame: Frame;
  row: Paper['ballot'];
  form: FormState;
  base: string;
  /** What was tapped so far, on all pages. */
  marks: readonly (string | null)[];
  /** Which page, from 1. */
  shown: number;
}

function VotingPage({ frame, row, form, base, marks, shown }: VotingProps) {
  const questions = questionsIn(row.questions);
  const [first, pages] = [(shown - 1) * ON_ONE_PAGE, pagesOf(row)];
  const isHere = (place: number) => place >= first && place < first + ON_ONE_PAGE;
  return (
    <PublicPage frame={frame} title={row.name} lead={row.meeting}>
      <SheetCard>
        <p>给每个对象点一个。不点的算弃权。投了不能改。</p>
        {pages > 1 && <p><strong>第{shown}页，共{pages}页</strong>，{questions.length}个对象，已经表态{marks.filter((mark) => mark !== null).length}个。翻到最后一页再投票。</p>}
        <Form frame={frame} action={base} form={form} submit={shown < pages ? '下一页' : '投票'} second={shown > 1 && <button type="submit" class="btn" name="to" value={shown - 1}>上一页</button>} wholePage>
          <input type="hidden" name="page" value={shown} />
          {marks.map((mark, place) => mark !== null && !isHere(place) && <input type="hidden" name={inputOf(place)} value={mark} />)}
          <ol class="ballot">
            {questions.map(({ name }, place) => isHere(place) && <Marking name={name} place={place} answers={row.answers} mark={marks[place] ?? null} />)}
          </ol>
        </Form>
      </SheetCard>
      <p class="sheet-under">无记名。系统只把您的票加进封着的总数里，不记谁投了什么、什么时候投的。</p>
    </PublicPage>
  );
}

const Marking = ({ name, place, answers, mark }: { name: string; place: number; answers: readonly string[]; mark: string | null }) => (
  <li>
    <fieldset>
      <legend>{place + 1}. {name}</legend>
      <div class="ballot-marks">
        {[...answers, ABSTAINED].map((answer) => (
          <label class="form-check ballot-mark">
            <input class="form-check-input" type="radio" name={inputOf(place)} value={answer} checked={answer === mark} />
            <span class="form-check-label">{usualWords(answer)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  </li>
);

const said = { type: 'object', properties: { marks: { type: 'array', items: { type: ['string', 'null'] }, description: '按票上的顺序；弃权写 null' } }, required: ['marks'] };
const paperSaid = { type: 'object', properties: { name: { type: 'string' }, meeting: { type: 'string' }, questions: { type: 'array', items: { type: 'string' } }, answers: { type: 'array', items: { type: 'string' } }, used: { type: 'boolean' } } };

export function mountVoting(site: Site): void {
  const path = '/vote/:county/:code';
  const tag = `${ballot.title}：凭投票码`;
  site.add({ method: 'GET', path, open: true, handle: show, api: { summary: '看票', tag, answer: paperSaid } });
  site.add({ method: 'POST', path, open: true, handle: vote, api: { summary: '投票', tag, body: said, answer: { type: 'object', properties: { taken: { type: 'boolean' } } }, status: 201 } });
}
