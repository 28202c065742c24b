import type { Figure } from '#platform/figures/figure.ts';
import type { Scope } from '#platform/figures/count.ts';
import { printedDay, printedMoment } from '#platform/time.ts';
import { Remark } from '#platform/ui/notice.tsx';

/** Above a list that a number opened: which number, how it is counted, over which time. */
export function FigureRemark({ opened, total }: { opened: { figure: Figure; scope: Scope; asOf?: Date }; total: number }) {
  const { figure, scope, asOf } = opened;
  const period = [scope.from && `自${printedDay(scope.from)}`, scope.to && `至${printedDay(scope.to)}`].filter(Boolean).join('');
  return (
    <Remark>
      <strong>{figure.label}</strong>：{figure.definition}
      {period && <> 期间：{period}。</>}
      {asOf && <> 数据截至{printedMoment(asOf)}。</>}
      {figure.counts ? <> 下面列出全部相关记录共{total}条，数字按不重复计。</> : <> 下面的{total}条就是这个数字。</>}
    </Remark>
  );
}
