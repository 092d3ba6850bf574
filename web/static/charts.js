/* Draws the chart of each table of dated numbers; the table stays beside it. */
const HEIGHT = 220;
const locale = document.documentElement.lang;
const styles = getComputedStyle(document.documentElement);
const numbers = {
  count: new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 2 }),
  share: new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }),
};
const days = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
const shortDays = new Intl.DateTimeFormat(locale, { month: "numeric", day: "numeric", timeZone: "UTC" });

function read(table) {
  const rows = [...table.tBodies[0].rows].reverse(); // the newest stands first
  return [
    rows.map((row) => Date.parse(row.querySelector("time").dateTime) / 1000),
    rows.map((row) => Number(row.querySelector("data").value)),
  ];
}

function color(name) {
  const probe = document.createElement("span");
  probe.style.color = styles.getPropertyValue(name);
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function draw(place) {
  const table = document.getElementById(place.dataset.table);
  const format = numbers[place.dataset.kind];
  const [soft, line] = [color("--soft"), color("--line")];
  const stroke = color(place.dataset.kind === "count" ? "--accent" : "--indigo");
  const axis = { stroke: soft, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 }, font: "12px sans-serif" };
  const options = {
    width: place.clientWidth,
    height: HEIGHT,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    axes: [
      { ...axis, values: (_, ticks) => ticks.map((tick) => shortDays.format(tick * 1000)) },
      { ...axis, size: 64, values: (_, ticks) => ticks.map((tick) => format.format(tick)) },
    ],
    series: [
      { label: table.tHead.rows[0].cells[0].textContent, value: (_, seconds) => (seconds ? days.format(seconds * 1000) : "") },
      {
        label: table.tHead.rows[0].cells[1].textContent,
        stroke,
        width: 2,
        points: { show: true, size: 6, fill: stroke },
        value: (_, number) => (number == null ? "" : format.format(number)),
      },
    ],
  };
  place.replaceChildren();
  return new uPlot(options, read(table), place);
}

for (const place of document.querySelectorAll(".chart")) {
  let chart = draw(place);
  new ResizeObserver(() => chart.setSize({ width: place.clientWidth, height: HEIGHT })).observe(place);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => (chart = draw(place)));
}
