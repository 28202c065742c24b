import type { parameterAt } from '#plans/facts.ts';

/** What is kept of people, column by column: what for, for how long, and who may read it. 《个人信息保护法》第十七、十九、五十一条. */
export interface Held {
  /** In the words of the office. */
  what: string;
  /** `table.column`; versions of a row stand in its twin and fall with it. */
  columns: readonly `${string}.${string}`[];
  of: keyof typeof people;
  purpose: string;
  /** The parameter that says for how long, or words where it does not end by a number. */
  until: { parameter: Parameters<typeof parameterAt>[1] } | { words: string };
  readers: string;
  /** Lies sealed in the database. */
  sealed?: true;
}

export const people = { reporter: '反映人', party: '调解当事人', visitor: '预约、点单的群众', helped: '民生实事受益人', person: '委员和工作人员', clerk: '承办单位联系人', author: '留言、发言的人', account: '有账号的人' } as const;

const TERM = '任职和归档期间（档案保管期限）';
const AS_RECORD = '随这条记录归档';

export const inventory: readonly Held[] = [
  { what: '反映人、代填人的姓名，反映人电话，导入时的原文', columns: ['ledger_entries.reporter', 'ledger_entries.phone', 'ledger_entries.proxy', 'ledger_entries.matter_in_full'], of: 'reporter', purpose: '核实、答复、回访群众反映的事', until: { parameter: 'shield.keep_months' }, readers: '经办的联络委工作人员和县政协办公室，打开一次记一次', sealed: true },
  { what: '要求更正、删除本人信息的：谁提的、写了什么', columns: ['personal_requests.name', 'personal_requests.said'], of: 'account', purpose: '按要求更正、删除并答复', until: { words: '写了什么随反映人的姓名电话一起清除，其余随这条记录归档' }, readers: '本人和县政协办公室', sealed: true },
  { what: '被反映的干部', columns: ['ledger_entries.about_person', 'referrals.about_person', 'crossings.about_person', 'personal_requests.about_person'], of: 'person', purpose: '让被反映的人回避', until: { words: AS_RECORD }, readers: '经办人，打开一次记一次' },
  { what: '当事人姓名、联系方式', columns: ['disputes.party_a', 'disputes.party_b', 'disputes.party_a_contact', 'disputes.party_b_contact', 'disputes.other_parties'], of: 'party', purpose: '调解、回访、制作协议', until: { parameter: 'disputes.keep_months' }, readers: '调解员、经办的联络委和县政协办公室' },
  { what: '调解到场人', columns: ['dispute_sessions.present'], of: 'party', purpose: '调解记录', until: { parameter: 'disputes.keep_months' }, readers: '调解员、经办的联络委和县政协办公室' },
  { what: '预约人、点单人的姓名和电话', columns: ['bookings.name', 'bookings.phone', 'service_orders.orderer', 'service_orders.phone'], of: 'visitor', purpose: '值班变动时联系、上门服务', until: { parameter: 'stations.keep_months' }, readers: '当班和接单的委员、联络委工作人员' },
  { what: '找谁确认：姓名、电话', columns: ['deeds.contact_name', 'deeds.contact_phone'], of: 'helped', purpose: '核实民生实事是否办成', until: { parameter: 'deeds.contact_days' }, readers: '核实的联络委和县政协办公室' },
  { what: '手机、身份证号', columns: ['people.phone', 'people.id_number'], of: 'person', purpose: '通知履职活动；认出同名的人', until: { words: TERM }, readers: '本人、县政协办公室和主席会议成员', sealed: true },
  { what: '姓名、性别、民族、出生年月、党派', columns: ['people.name', 'people.sex', 'people.ethnic', 'people.born_month', 'people.affiliation'], of: 'person', purpose: '委员名册和统计；名册依规定公开', until: { words: TERM }, readers: '名册公开的部分人人可见，其余由县政协办公室看' },
  { what: '职务、身份记录上的姓名', columns: ['members.name', 'members.name_key', 'members.affiliation', 'posts.name', 'participants.name', 'party_posts.name', 'by_appointments.name', 'handovers.from_name', 'handovers.contact_name'], of: 'person', purpose: '记明谁在什么时候担任什么', until: { words: TERM }, readers: '本县有账号的人' },
  { what: '履职、考核、评优材料上的姓名', columns: ['member_annuals.name', 'archive_corrections.name', 'archive_notes.name', 'assessment_sheets.name', 'assessment_consequences.name', 'assessment_objections.name', 'commendations.person_name', 'proposals.proposer_name', 'publications.proposer_name'], of: 'person', purpose: '履职档案、考核和提案署名', until: { words: TERM }, readers: '本人、所在联络委、县政协办公室；公开提案的署名人人可见' },
  { what: '答复函联系人和电话、经办人、报送人', columns: ['proposal_answers.contact_name', 'proposal_answers.contact_phone', 'proposal_answers.signer', 'instructions.handler', 'incoming_papers.handler', 'ledger_entries.handler', 'referrals.sent_by', 'commitments.sent_by', 'import_batches.sent_by', 'superior_sheets.sent_by', 'key_selections.contact', 'inspections.contact', 'settings.contact', 'partner_systems.contact'], of: 'clerk', purpose: '公务联系，印在公文上', until: { words: AS_RECORD }, readers: '看得到这份公文的人' },
  { what: '办公电话、联系人（公开）', columns: ['committee_contacts.phone', 'committee_contacts.address', 'stations.contact', 'stations.phone'], of: 'clerk', purpose: '让群众找得到人', until: { words: '公开期间' }, readers: '人人可见' },
  { what: '提意见的人', columns: ['feedback.name'], of: 'author', purpose: '答复对系统的意见', until: { words: AS_RECORD }, readers: '本人和县政协办公室' },
  { what: '发言人、到会人、视察随笔和意见的作者', columns: ['consultation_remarks.speaker', 'plenary_speeches.speaker', 'consultation_results.present', 'field_notes.author_name', 'report_remarks.author_name'], of: 'author', purpose: '会议记录', until: { words: AS_RECORD }, readers: '看得到这次活动的人' },
  { what: '谁查看过反映人', columns: ['personal_views.viewer'], of: 'account', purpose: '让查看有据可查', until: { words: '不少于三年，与操作日志一起' }, readers: '县政协办公室、审计人员、查看人本人；反映人凭回执看次数' },
  { what: '登录名、动态口令密钥、通行密钥的名字', columns: ['accounts.login', 'accounts.totp_secret', 'accounts.totp_pending', 'passkeys.name'], of: 'account', purpose: '登录', until: { words: '账号存在期间' }, readers: '登录名本人和办公室可见；密钥谁也看不到' },
  { what: '导入的表格里的原文', columns: ['import_rows.cells', 'import_rows.mended'], of: 'person', purpose: '核对、更正、撤销导入', until: { parameter: 'import.undo_days' }, readers: '导入的人和县政协办公室', sealed: true },
  { what: '收汇总邮件的地址', columns: ['mail_choices.address'], of: 'account', purpose: '把每天的汇总发到本人选的邮箱', until: { words: '本人选择期间' }, readers: '本人', sealed: true },
  { what: '登录过的设备', columns: ['sessions.device'], of: 'account', purpose: '本人查看和退出自己的设备', until: { parameter: 'sessions.hours' }, readers: '本人' },
  { what: '评价、确认来自哪台设备（只存校验值）', columns: ['rating_traces.device', 'deed_traces.device'], of: 'account', purpose: '发现代评、自评', until: { parameter: 'rating.trace_days' }, readers: '谁也看不到，只用来比对' },
];

/** Columns that are named like somebody's data and hold none: names of bodies, places and things. */
export const ofNobody: readonly string[] = [
  'assessment_ballots.name', 'assessment_lines.name', 'assessment_lines.address', 'assessment_objections.address', 'assessment_objections.line_name', 'attachments.name', 'bridges.name', 'bridges.address', 'bridges.secret',
  'calendar_feeds.token_hash', 'committee_names.name', 'committees.name', 'counties.name', 'counties.body_name', 'deeds.contact_erased_on', 'disputes.called_on', 'disputes.party_a_kind', 'disputes.party_b_kind', 'equipment.name',
  'import_batches.file_name', 'import_sheets.name', 'kept_columns.name', 'ledger_entries.called_back_on', 'list_exports.address', 'migrations.name', 'page_wordings.phone', 'page_wordings.phone_hint', 'partner_systems.name',
  'plenaries.called_on', 'reorganisations.new_name', 'saved_views.name', 'sector_groups.name', 'sectors.name', 'service_orders.orderer_kind', 'sessions.token_hash', 'shared_counties.name', 'sharing_deliveries.token', 'sharings.address',
  'sharings.superior_name', 'siblings.name', 'sign_on_providers.client_secret', 'special_committees.name', 'speech_templates.name', 'stations.name', 'stations.address', 'superior_sheet_fillings.name', 'units.name', 'venues.name', 'venues.address', 'writing_helpers.address',
];

/** What a column that holds somebody's data is usually called. */
export const SOUNDS_PERSONAL = /(^|_)(name|names|phone|id_number|contact|reporter|proxy|born|sex|ethnic|affiliation|viewer|person|signer|author|handler|present|party_[ab]|parties|orderer|login|device|address|secret|token|speaker|called|sent_by|writer|said_by)($|_)/u;
