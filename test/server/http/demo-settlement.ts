/** What is asked to settle the demonstration's January from a batch of its cases: the body of `POST /v1/settlements`. */
export const demoJanuary = (batch: string) => ({
  kind: 'month',
  period: '2026-01',
  policy: 'demo-dip',
  budget: 'demo-dip-2026',
  scheme: 'demo-dip',
  groupingPolicy: 'demo-dip',
  cases: [batch],
  firstStay: true,
});
