export const PAGE_STYLE = `
:root {
  color-scheme: light;
  --ink: #1b2430;
  --faint: #66707d;
  --rule: #dfe3e9;
  --accent: #0a6ebd;
}
* {
  box-sizing: border-box;
}
body {
  margin: 0;
  font:
    15px/1.5 Inter,
    system-ui,
    sans-serif;
  color: var(--ink);
  background: #f4f5f7;
}
header,
main {
  max-width: 1500px;
  margin: 0 auto;
  padding: 20px 28px;
}
header {
  padding-bottom: 0;
}
h1 {
  margin: 0;
  font-size: 30px;
}
h2 {
  margin: 0 0 8px;
  font-size: 21px;
}
h3 {
  margin: 0;
  font-size: 17px;
}
nav {
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
}
nav a {
  padding: 3px 12px;
  border: 1px solid var(--rule);
  border-radius: 14px;
  background: #fff;
}
a {
  color: var(--accent);
  text-decoration: none;
}
a:hover {
  text-decoration: underline;
}
p {
  margin: 4px 0 12px;
}
code {
  font-size: 13px;
}
section {
  margin: 0 0 26px;
  padding: 20px 22px;
  background: #fff;
  border: 1px solid var(--rule);
  border-radius: 8px;
}
.wide {
  overflow-x: auto;
}
table {
  border-collapse: collapse;
  font-size: 13.5px;
  font-variant-numeric: tabular-nums;
}
th,
td {
  padding: 5px 9px;
  border-bottom: 1px solid var(--rule);
  text-align: right;
  white-space: nowrap;
  position: relative;
}
thead th {
  vertical-align: bottom;
  font-weight: 600;
}
thead small {
  display: block;
  min-height: 1.3em;
  font-weight: 400;
  color: var(--faint);
}
th:first-child {
  text-align: left;
}
.figures {
  width: 100%;
}
.figures .bar {
  position: absolute;
  left: 0;
  bottom: 0;
  height: 3px;
  background: var(--accent);
  opacity: 0.55;
}
.confusion td {
  min-width: 62px;
  text-align: center;
}
.confusion thead th {
  text-align: center;
}
.confusion .none {
  color: #b9c1cc;
}
.facts {
  color: var(--faint);
  font-size: 13px;
  margin: 2px 0 6px;
}
.facts b {
  color: var(--ink);
}
.facts span {
  margin-right: 8px;
  white-space: nowrap;
  display: inline-block;
}
.pair {
  display: flex;
  flex-wrap: wrap;
  gap: 22px 40px;
  margin-top: 18px;
}
.pair h3 {
  margin-bottom: 6px;
}
article {
  padding: 14px 0 18px;
  border-top: 1px solid var(--rule);
}
audio {
  width: 100%;
  height: 38px;
}
img {
  display: block;
  width: 100%;
  aspect-ratio: auto 6 / 5;
  border: 1px solid var(--rule);
  border-radius: 4px;
}
`;
