import { isDay } from '#platform/fields.ts';
import { json, page } from '#platform/http/answers.tsx';
import { momentIn } from '#platform/http/listing.tsx';
import { frameOf } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { Problem } from '#platform/problems.ts';
import { readingAt } from '#platform/records/moment.ts';
import { get } from '#platform/records/read.ts';
import { printedDay, today } from '#platform/time.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { DayField } from '#platform/ui/fields.tsx';
import { freshForm } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { committee, placeKinds, type Committee } from '#institutions/committees/record.ts';
import { coveredOn, coverageOf } from '#institutions/coverage.ts';
import { placesCalledOn } from '#institutions/naming.ts';

/** What a committee covered on a day. */
interface Coverage {
  row: Committee;
  day: string;
  /** It had been set up by then and was no past one. */
  stood: boolean;
  places: { place: string; kind: string }[];
}

export const coverageApi = {
  summary: '联络委某一天覆盖的地方', tag: committee.title,
  query: [{ name: 'day', in: 'query', schema: { type: 'string', format: 'date' } }, { name: 'asof', in: 'query', schema: { type: 'string', format: 'date-time' } }],
};

/** On the day that is asked for, or today; as the records stand, or as they stood at a moment. */
export const coverage: Handler = (visit) =>
  look(visit, async (now) => {
    const day = dayAsked(visit);
    const reading = await readingAt(now, momentIn(visit.query.get('asof') ?? undefined));
    const row = await get<Committee>(reading, committee, visit.param('id'));
    const stood = row.state !== 'proposed' && (row.founded_on ?? day) <= day && (row.abolished_on === null || row.abolished_on > day);
    const own = { place: (await placesCalledOn(reading, day)).get(row.id) ?? row.place, kind: row.place_kind };
    const others = coveredOn(await coverageOf(reading, row.id), day).map(({ place, kind }) => ({ place, kind }));
    const found: Coverage = { row, day, stood, places: stood ? [own, ...others] : [] };
    return visit.json ? json(visit, { day, stood, places: found.places }) : page(visit, <CoveragePage frame={frameOf(visit)} found={found} />);
  });

function dayAsked({ query }: Visit): string {
  const asked = query.get('day') || today();
  if (!isDay(asked)) throw new Problem(400, 'bad_day', '“哪一天”要写成实际有的日期，例如 2025-03-02。');
  return asked;
}

function CoveragePage({ frame, found: { row, day, stood, places } }: { frame: Frame; found: Coverage }) {
  return (
    <Desk frame={frame} title={`${row.name}的覆盖范围`}>
      <Head title="覆盖范围" lead={printedDay(day)} back={{ label: row.name, href: `/committees/${row.id}` }} />
      <Section title="覆盖的地方" count={places.length}>
        {stood
          ? <ul class="plain-list">{places.map(({ place, kind }) => <li>{place}（{placeKinds[kind as keyof typeof placeKinds]}）</li>)}</ul>
          : <p>{row.name}那一天还没有设立，或者已经撤销。</p>}
      </Section>
      <Section title="换一天看">
        <form method="get" action={`/committees/${row.id}/coverage`} class="form">
          <DayField form={freshForm({ day })} name="day" label="哪一天" required />
          <div class="form-actions"><button type="submit" class="btn">查看</button></div>
        </form>
      </Section>
    </Desk>
  );
}
