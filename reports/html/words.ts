import type { OutcomeKind } from '../../src/outcome.ts';
import type { StatusCodeCell, Verdict } from '../../src/record.ts';
import type { PromiseState } from '../coverage.ts';

/** The languages of the page. The documents and many of their readers are Chinese. */
export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** All that the page says by itself, in one language; what a run or a document says is shown as it is. */
export interface Words {
  readonly tag: string;
  readonly title: string;
  readonly skip: string;
  readonly verdicts: Readonly<Record<Verdict['kind'], string>>;
  readonly outcomes: Readonly<Record<OutcomeKind | 'planned', string>>;
  readonly cells: Readonly<Record<StatusCodeCell['kind'], string>>;
  readonly states: Readonly<Record<PromiseState, string>>;
  readonly facts: Readonly<
    Record<
      | 'profiles'
      | 'target'
      | 'version'
      | 'date'
      | 'suite'
      | 'seed'
      | 'took'
      | 'cases'
      | 'promises'
      | 'limits'
      | 'reference',
      string
    >
  >;
  readonly sections: Readonly<
    Record<
      'contents' | 'broken' | 'matrix' | 'codes' | 'disputes' | 'unchecked' | 'coverage' | 'time' | 'cases' | 'left',
      string
    >
  >;
  readonly broken: Readonly<
    Record<
      | 'none'
      | 'promised'
      | 'stated'
      | 'derived'
      | 'expected'
      | 'actual'
      | 'sent'
      | 'came'
      | 'again'
      | 'curl'
      | 'curlNote'
      | 'example'
      | 'evidence'
      | 'timeLine'
      | 'more',
      string
    >
  >;
  readonly filters: Readonly<
    Record<'title' | 'text' | 'outcome' | 'profile' | 'level' | 'chapter' | 'all' | 'clear' | 'shown', string>
  >;
  readonly tables: Readonly<
    Record<
      | 'field'
      | 'operation'
      | 'status'
      | 'why'
      | 'reason'
      | 'requirement'
      | 'document'
      | 'dispute'
      | 'documentSays'
      | 'apiDoes'
      | 'chapter'
      | 'seconds'
      | 'requests'
      | 'share'
      | 'event'
      | 'watcher'
      | 'mark'
      | 'object'
      | 'legend'
      | 'undocumented',
      string
    >
  >;
  readonly marks: Readonly<Record<'missing' | 'repeated' | 'disordered' | 'wrong', string>>;
  readonly nothingLeft: string;
  readonly matrixNote: string;
  readonly passesInOne: string;
}

const english: Words = {
  tag: 'en',
  title: 'Conformance report',
  skip: 'To the broken promises',
  verdicts: {
    conformant: 'All checked promises kept',
    violations: 'Promises broken',
    inconclusive: 'No verdict',
    error: 'The suite itself failed',
  },
  outcomes: {
    pass: 'pass',
    violation: 'violation',
    advisory: 'advisory',
    disputed: 'disputed',
    unsupported: 'unsupported',
    inconclusive: 'inconclusive',
    error: 'error',
    planned: 'planned',
  },
  cells: { provoked: 'provoked', observed: 'observed', untestable: 'untestable', unchecked: 'not seen' },
  states: {
    checked: 'checked',
    undecided: 'undecided',
    planned: 'planned',
    waived: 'waived',
    unchecked: 'unchecked',
  },
  facts: {
    profiles: 'Profiles',
    target: 'Target',
    version: 'Version',
    date: 'Date',
    suite: 'Suite',
    seed: 'Seed, effort',
    took: 'Took',
    cases: 'Cases',
    promises: 'Promises of the documents',
    limits: 'What this run does not say',
    reference: 'the built-in reference server',
  },
  sections: {
    contents: 'Contents',
    broken: 'Broken promises',
    matrix: 'Field matrix',
    codes: 'Status codes',
    disputes: 'Disputes',
    unchecked: 'What was not checked, and why',
    coverage: 'Document coverage',
    time: 'Where the time went',
    cases: 'All cases',
    left: 'Left on the target',
  },
  broken: {
    none: 'None.',
    promised: 'Promised',
    stated: 'stated in',
    derived: 'derived from',
    expected: 'Expected',
    actual: 'Actual',
    sent: 'Sent',
    came: 'Came back',
    again: 'See it again',
    curl: 'Send the request again',
    curlNote: '$SERVER is the URL, $TOKEN the credential.',
    example: 'Smallest example',
    evidence: 'All exchanges',
    timeLine: 'What each watcher saw',
    more: 'more cases, in the list of all cases',
  },
  filters: {
    title: 'Filters',
    text: 'Text',
    outcome: 'Outcome',
    profile: 'Profile',
    level: 'Level',
    chapter: 'Chapter',
    all: 'all',
    clear: 'Clear',
    shown: 'cases shown',
  },
  tables: {
    field: 'Field',
    operation: 'Operation',
    status: 'Status',
    why: 'Why',
    reason: 'Reason',
    requirement: 'Requirement',
    document: 'Document',
    dispute: 'Dispute',
    documentSays: 'The document says',
    apiDoes: 'The target does, as the Kubernetes API',
    chapter: 'Chapter',
    seconds: 'Seconds',
    requests: 'Requests',
    share: 'Share',
    event: 'Event',
    watcher: 'Watcher',
    mark: 'Mark',
    object: 'Object',
    legend: 'Signs',
    undocumented: 'named by no document',
  },
  marks: { missing: 'missing', repeated: 'repeated', disordered: 'out of order', wrong: 'wrong' },
  nothingLeft: 'Nothing.',
  matrixNote: 'One row a field, one column a way of writing; of several cases in one place the worst is shown.',
  passesInOne: 'passed',
};

const chinese: Words = {
  tag: 'zh-CN',
  title: '一致性测试报告',
  skip: '跳至被违反的承诺',
  verdicts: {
    conformant: '已检查的承诺全部得到遵守',
    violations: '有承诺被违反',
    inconclusive: '无法得出结论',
    error: '测试套件自身出错',
  },
  outcomes: {
    pass: '通过',
    violation: '违反',
    advisory: '建议',
    disputed: '有争议',
    unsupported: '不支持',
    inconclusive: '无结论',
    error: '套件错误',
    planned: '计划中',
  },
  cells: { provoked: '主动触发', observed: '仅观察到', untestable: '无法测试', unchecked: '未出现' },
  states: { checked: '已检查', undecided: '未定', planned: '计划中', waived: '豁免', unchecked: '未检查' },
  facts: {
    profiles: '认证范围',
    target: '被测目标',
    version: '版本',
    date: '日期',
    suite: '测试套件',
    seed: '随机种子与力度',
    took: '耗时',
    cases: '用例',
    promises: '文档中的承诺',
    limits: '本次运行未能说明的内容',
    reference: '内置参考服务器',
  },
  sections: {
    contents: '目录',
    broken: '被违反的承诺',
    matrix: '字段矩阵',
    codes: '状态码',
    disputes: '争议',
    unchecked: '未检查的内容及原因',
    coverage: '文档覆盖情况',
    time: '时间分布',
    cases: '全部用例',
    left: '遗留在目标上的对象',
  },
  broken: {
    none: '无。',
    promised: '承诺',
    stated: '出自',
    derived: '推导自',
    expected: '预期',
    actual: '实际',
    sent: '发送内容',
    came: '返回内容',
    again: '重现方法',
    curl: '重新发送请求',
    curlNote: '$SERVER 为服务器地址，$TOKEN 为凭证。',
    example: '最小反例',
    evidence: '全部请求与响应',
    timeLine: '各监视者所见',
    more: '个其他用例，见全部用例列表',
  },
  filters: {
    title: '筛选',
    text: '文本',
    outcome: '结果',
    profile: '认证范围',
    level: '级别',
    chapter: '章节',
    all: '全部',
    clear: '清除',
    shown: '个用例',
  },
  tables: {
    field: '字段',
    operation: '操作',
    status: '状态码',
    why: '原因',
    reason: '原因',
    requirement: '要求',
    document: '文档',
    dispute: '争议',
    documentSays: '文档的说法',
    apiDoes: '目标的行为（与 Kubernetes API 相同）',
    chapter: '章节',
    seconds: '秒',
    requests: '请求数',
    share: '占比',
    event: '事件',
    watcher: '监视者',
    mark: '标记',
    object: '对象',
    legend: '图例',
    undocumented: '没有文档提及',
  },
  marks: { missing: '缺失', repeated: '重复', disordered: '乱序', wrong: '错误' },
  nothingLeft: '无。',
  matrixNote: '每行一个字段，每列一种写入方式；同一位置有多个用例时显示最差的结果。',
  passesInOne: '通过',
};

export const wordsOf: Readonly<Record<Language, Words>> = { en: english, zh: chinese };
