import type { Figure } from '#platform/figures/figure.ts';
import type { Scope } from '#platform/figures/count.ts';
import { printedDay, printedMoment } from '#platform/time.ts';
import { Remark } from '#platform/ui/notice.tsx';

/** Above a list that a number opened: which number, how it is counted, over which time; `partly` when the reader may see only some of the records. */
export function FigureRemark({ opened, total, partly }: { opened: { figure: Figure; scope: Scope; asOf?: Date }; total: number; partly: boolean }) {
  const { figure, scope, asOf } = opened;
  const period = [scope.from && `自${printedDay(scope.from)}`, scope.to && `至${printedDay(scope.to)}`].filter(Boolean).join('');
  return (
    <Remark>
      <strong>{figure.label}</strong>：{figure.definition}
      {period && <> 期间：{period}。</>}
      {asOf && <> 数据截至{printedMoment(asOf)}。</>}
      {partly ? <> 这个数字按全县记录计；下面列出其中您能查看的{total}条，其余不在您的查看范围内。</> : figure.counts ? <> 下面列出全部相关记录共{total}条，{'sum' in figure.counts ? '数字是各条之和' : '数字按不重复计'}。</> : <> 下面的{total}条就是这个数字。</>}
    </Remark>
  );
}
