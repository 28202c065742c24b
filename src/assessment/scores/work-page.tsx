import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { isOnlyParticipant } from '#platform/identity/actor.ts';
import { notFound } from '#platform/problems.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { Head } from '#platform/ui/head.tsx';
import { headings, type Heading, type Subject, type WorkKind, type WorkWords } from '#platform/work.ts';
import { wordsOf } from '#platform/work-rows.ts';

/** 计分来源: what a scheme can count, in the county's words, for whoever writes one and whoever is assessed by it. */

/** As parts of a scheme call what a record is like. */
const columnWords = { kind: '类别', stage: '阶段', level: '层级', role: '身份', status: '情形' } as const satisfies Record<keyof WorkWords, string>;
const subjectWords = { committee: '联络委', member: '委员', unit: '承办单位' } as const satisfies Record<Subject, string>;

interface Source {
  kind: WorkKind;
  words: WorkWords;
}

export function mountWork(site: Site, works: () => readonly WorkKind[]): void {
  site.add({ method: 'GET', path: '/assessment/work', handle: (visit) => showWork(visit, works()), api: { summary: '计分来源：考核办法可以数的记录', tag: '考核办法' } });
}

async function showWork(visit: Visit, works: readonly WorkKind[]): Promise<Response> {
  if (isOnlyParticipant(visit.actor!)) throw notFound('这个页面');
  const sources: Source[] = await look(visit, async (reading) => {
    const found: Source[] = [];
    for (const kind of works) found.push({ kind, words: await wordsOf(reading, kind) });
    return found;
  });
  if (visit.json) return json(visit, { items: sources.map(({ kind: { word, heading, definition, rows }, words }) => ({ word, heading: headings[heading], definition, subjects: Object.keys(rows), words })) });
  const byHeading = Map.groupBy(sources, ({ kind }) => kind.heading);
  return page(visit, (
    <Desk frame={frameOf(visit)} title="计分来源" width="narrow">
      <Head title="计分来源" lead="考核办法里“来源”可以写的词，每个词数的是哪些记录，有哪些条件可以写。记录都是平时登记的，考核时不另外填报。" back={{ label: '考核办法', href: '/assessment-schemes' }} />
      {(Object.keys(headings) as Heading[]).filter((heading) => byHeading.has(heading)).map((heading) => (
        <Section title={headings[heading]}>{byHeading.get(heading)!.map((source) => <SourceShown source={source} />)}</Section>
      ))}
    </Desk>
  ));
}

const SourceShown = ({ source: { kind, words } }: { source: Source }) => (
  <div class="work-source">
    <h3 id={kind.name}>{kind.word}</h3>
    <p>{kind.definition}</p>
    <Facts facts={[
      { label: '可以考核', value: (Object.keys(kind.rows) as Subject[]).map((subject) => subjectWords[subject]).join('、') },
      ...(Object.keys(columnWords) as (keyof WorkWords)[]).flatMap((column) => (words[column] ? [{ label: columnWords[column], value: [...new Set(Object.values(words[column]))].join('、') }] : [])),
    ]} />
  </div>
);
