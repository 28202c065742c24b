import { page } from '#platform/http/answers.tsx';
import { FieldOf } from '#platform/http/derived.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { check } from '#platform/lifecycle/lifecycle.ts';
import { get } from '#platform/records/read.ts';
import { refuse } from '#platform/records/write.ts';
import { LongText } from '#platform/ui/facts.tsx';
import { FormPage, freshForm } from '#platform/ui/form.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { originalsOf } from '#duties/opinions/items/merging.ts';
import { limitOn } from '#duties/opinions/items/wording.ts';
import { today } from '#platform/time.ts';

/** The editor's page: the text at full width, and over it what was merged into it, to be worked in. */
async function show(visit: Visit): Promise<Response> {
  return look(visit, async (reading) => {
    const row = await get(reading, opinionItem, visit.param('id'));
    refuse(check(opinionItem, 'compile', visit.actor, row));
    const originals = row.originals > 0 ? await originalsOf(reading, row.id) : [];
    const input = opinionItem.steps.compile.input!;
    const { title, situation, causes, advice, editor_note } = row;
    const form = freshForm({ title, situation, causes, advice, editor_note, route: row.route ?? 'county' });
    const limit = await limitOn(reading, row.route, today());
    return page(visit, (
      <FormPage
        frame={frameOf(visit)} title="采编" lead={`在原稿上改，原稿照原样另存；正文不超过${limit}字。`} back={{ label: row.title, href: `/${opinionItem.path}/${row.id}` }}
        action={`/${opinionItem.path}/${row.id}/compiling`} form={form} version={row.version} draft={`${opinionItem.path}/${row.id}/compiling`} submit="确定采编"
        above={originals.map((original) => <Original row={original} />)}
      >
        {Object.keys(input.shape).map((name) => <FieldOf of={input} name={name} form={form} choices={{}} />)}
      </FormPage>
    ));
  });
}

const Original = ({ row }: { row: OpinionItem }) => (
  <Section title={`并入的：${row.title}`}>
    {[row.situation, row.causes, row.advice].filter((text) => text !== null).map((text) => <LongText text={text} />)}
  </Section>
);

export const mountCompiling = (site: Site): void => site.add({ method: 'GET', path: `/${opinionItem.path}/:id/compiling`, handle: show, readsOnly: true });
