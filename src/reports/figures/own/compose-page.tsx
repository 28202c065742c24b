import { withUnit } from '#platform/figures/figure.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { FoldedSection, Section } from '#platform/ui/detail.tsx';
import { Facts, type Fact } from '#platform/ui/facts.tsx';
import type { Option } from '#platform/ui/filters.tsx';
import { ChoiceOption } from '#platform/ui/choice-option.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { printedPeriod, type Asked } from '#reports/asked.ts';
import type { Division } from '#reports/figures/division.ts';
import { isChosenCount, type Composing, type Condition } from '#reports/figures/own/composing.ts';
import { shareOf } from '#reports/figures/view.ts';

export interface Preview {
  value: number;
  href?: string;
  base?: { label: string; value: number; href?: string };
  division?: Division;
}

export interface ComposePageProps {
  frame: Frame;
  asked: Asked;
  composing: Composing;
  /** All figures that may be begun with, or divided by. */
  figures: readonly { chapter: string; options: readonly Option[] }[];
  preview?: Preview;
  /** Where it is given its name; of one that there is already, where it is corrected. */
  keepHref?: string;
  own?: string;
}

/** 组合统计数字: everything is in the address, so that each choice shows at once what it makes, with and without script. */
export function ComposePage({ frame, asked, composing, figures, preview, keepHref, own }: ComposePageProps) {
  const { figure, composition } = composing;
  return (
    <Desk frame={frame} title="组合统计数字">
      <Head
        title="组合统计数字" lead="从已有的数字出发，加条件、换计法，或者求占比，不用写程序。满意了再存下来，起个名字，写材料时就能引用。" back={{ label: '自拟数字', href: '/own-figures' }}
        main={keepHref ? { label: own ? '用这个组成' : '存为自拟数字', href: keepHref, icon: 'right' } : undefined}
      />
      <auto-submit>
        <form method="get" action="/own-figures/compose" class="composing">
          {own && <input type="hidden" name="own" value={own} />}
          <Section title="一、从哪个数字出发">
            <label class="form-label" for="compose-figure">统计数字</label>
            <FigureChoice name="figure" id="compose-figure" figures={figures} chosen={composition?.figure} empty="请选择" />
            <div class="asking composing-period">
              <div><label class="form-label" for="compose-from">起始日期</label><input class="form-control" type="date" id="compose-from" name="from" value={asked.from} /></div>
              <div><label class="form-label" for="compose-to">截止日期</label><input class="form-control" type="date" id="compose-to" name="to" value={asked.to} /></div>
            </div>
            <p class="hint">期间只用来试算，不是数字的一部分。</p>
          </Section>
          {figure && <Conditions composing={composing} />}
          {figure && <CountAndShare composing={composing} figures={figures} />}
          <button type="submit" class="btn">看看是多少</button>
        </form>
      </auto-submit>
      {figure && preview && <PreviewSection composing={composing} preview={preview} asked={asked} />}
    </Desk>
  );
}

function FigureChoice({ name, id, figures, chosen, empty }: { name: string; id: string; figures: ComposePageProps['figures']; chosen?: string; empty: string }) {
  return (
    <select class="form-select" name={name} id={id}>
      <option value="">{empty}</option>
      {figures.map(({ chapter, options }) => (
        <optgroup label={chapter}>{options.map((option) => <ChoiceOption option={option} selected={option.value === chosen} />)}</optgroup>
      ))}
    </select>
  );
}

function Conditions({ composing }: { composing: Composing }) {
  const { conditions, ways, alike } = composing;
  const open = ways.filter(({ name }) => !conditions.some(({ dimension }) => dimension.name === name));
  return (
    <>
      <Section title="二、只数哪些">
        {conditions.map((condition) => <ConditionChoice condition={condition} />)}
        <label class="form-label" for="compose-add">再加一个条件</label>
        <select class="form-select" name="add" id="compose-add">
          <option value="">不加</option>
          {open.map(({ name, label }) => <option value={name}>{label}</option>)}
        </select>
      </Section>
      {alike.length > 0 && (
        <FoldedSection title="与同类数字组合" count={(composing.composition?.with.length ?? 0) + (composing.composition?.without.length ?? 0)}>
          <div class="composing-alike">
            <Ticks legend="还要同时计入" name="with" options={alike.map(({ name, label }) => ({ value: name, label }))} chosen={composing.composition?.with ?? []} />
            <Ticks legend="不能计入" name="without" options={alike.map(({ name, label }) => ({ value: name, label }))} chosen={composing.composition?.without ?? []} />
          </div>
        </FoldedSection>
      )}
    </>
  );
}

const ConditionChoice = ({ condition: { dimension, values } }: { condition: Condition }) => (
  <>
    <Ticks legend={`${dimension.label}（勾几个就是“或”）`} name={`by.${dimension.name}`} options={values.map(({ value, label, n }) => ({ value, label: `${label}（${n}）` }))} chosen={values.filter(({ chosen }) => chosen).map(({ value }) => value)} />
    {values.every(({ chosen }) => !chosen) && <input type="hidden" name="add" value={dimension.name} />}
  </>
);

const Ticks = ({ legend, name, options, chosen }: { legend: string; name: string; options: readonly Option[]; chosen: readonly string[] }) => (
  <fieldset class="composing-ticks">
    <legend class="form-label">{legend}</legend>
    {options.map(({ value, label }) => (
      <label class="composing-tick"><input class="form-check-input" type="checkbox" name={name} value={value} checked={chosen.includes(value)} />{label}</label>
    ))}
  </fieldset>
);

function CountAndShare({ composing, figures }: { composing: Composing; figures: ComposePageProps['figures'] }) {
  const { countables, composition, base, narrowedAlike } = composing;
  return (
    <Section title="三、怎样计数">
      <label class="form-label" for="compose-counts">计什么</label>
      <select class="form-select" name="counts" id="compose-counts">
        <option value="">和原来的数字一样</option>
        {countables.map((one) => <option value={'sum' in one.counts ? `sum.${one.counts.sum}` : `each.${one.counts.distinct}`} selected={isChosenCount(composition, one)}>{one.label}</option>)}
      </select>
      <label class="form-label" for="compose-of">求占比：占哪个数字的百分之几</label>
      <FigureChoice name="of" id="compose-of" figures={figures} chosen={base?.figure} empty="不求占比" />
      <label class="composing-tick"><input class="form-check-input" type="checkbox" name="of_alike" value="yes" checked={narrowedAlike} />分母也只数“二”里勾的这些</label>
    </Section>
  );
}

function PreviewSection({ composing: { figure }, preview, asked }: { composing: Composing; preview: Preview; asked: Asked }) {
  const { value, href, base, division } = preview;
  const told: Fact[] = [
    { label: printedPeriod(asked), value: <a class="figure-value" href={href}>{value.toLocaleString('zh-CN')}{figure!.unit}</a> },
    ...(base ? [{ label: '占比', value: <span class="figure-value">{shareOf(value, base.value) ?? '--'}</span> }, { label: `分母：${base.label}`, value: <a class="figure-value" href={base.href}>{base.value.toLocaleString('zh-CN')}</a> }] : []),
    { label: '数的是', value: figure!.definition, wide: true },
  ];
  return (
    <Section title="现在是多少">
      <Facts facts={told} />
      {division && <Table caption="各联络委" columns={[{ key: 'label', label: '联络委', cell: ({ label }) => label, onCards: 'title' }, { key: 'n', label: withUnit('数值', figure!.unit), align: 'end', tight: true, cell: ({ n, href: list }) => <a class="figure-part" href={list}>{n.toLocaleString('zh-CN')}</a> }]} rows={[...division.values[0]!]} />}
    </Section>
  );
}
