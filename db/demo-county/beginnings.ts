import { deciding, enterSetting, issuing, replied, requesting } from '#institutions/settings/actions.ts';
import { setting, type Setting } from '#institutions/settings/record.ts';
import { take } from '#platform/records/write.ts';
import { dayIn, type Life } from './life.ts';
import { attachInvented, inventedPaper } from './papers.ts';

/** The decision that set the committees up in the weeks before the lived year, entered from its papers in the first days of it. */
export function beginnings(life: Life): void {
  const { year, office } = life;
  let decision: Setting;
  life.on(dayIn(year, 1, 4), office, async (act) => {
    decision = await enterSetting(act, {
      title: '关于设置乡镇（街道）政协联络委的请示', committee_ids: life.places.map(({ committee }) => committee.id),
      studied_on: dayIn(year - 1, 11, 20), studied_with: '县委组织部和各乡镇（街道）党（工）委', signatory: '石泽民', scan: '县政协办公室文书档案第1卷',
    }, {});
  });
  life.on(dayIn(year, 1, 5), office, (act) => take(act, setting, decision.id, 'request', { input: { request_no: `岚协〔${year - 1}〕26号`, requested_on: dayIn(year - 1, 12, 3) }, effect: requesting as never }));
  life.on(dayIn(year, 1, 9), office, (act) => take(act, setting, decision.id, 'decide', { input: { meeting: '县委常委会第42次会议', decided_on: dayIn(year - 1, 12, 10) }, effect: deciding as never, onBehalfOf: '县委常委会' }));
  life.on(dayIn(year, 1, 10), office, (act) => take(act, setting, decision.id, 'reply', {
    input: { reply_no: `岚委复〔${year - 1}〕14号`, replied_on: dayIn(year - 1, 12, 12), reply: '同意设置二十个乡镇（街道）政协联络委。\n请会同县委组织部按设置方案配备领导和组成人员。' }, effect: replied as never,
  }));
  life.on(dayIn(year, 1, 12), office, (act) => take(act, setting, decision.id, 'issue', { input: { document_no: `岚办发〔${year - 1}〕38号`, issued_by: '县委办公室', issued_on: dayIn(year - 1, 12, 17) }, effect: issuing as never }));
  life.on(dayIn(year, 1, 12), office, (act) => attachInvented(act, setting, decision.id, '县委办公室关于设置联络委的通知（虚构扫描件）.pdf', inventedPaper([
    '关于设置乡镇（街道）政协联络委的通知', `岚办发〔${year - 1}〕38号`, `经${year - 1}年12月10日县委常委会会议审定，同意设置乡镇（街道）政协联络委。`, '（本文件为演示虚构，不是真实文件）',
  ])));
}
