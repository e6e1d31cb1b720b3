-- Which paragraph of its report a finding stands in: "12" by its printed number, "3rd" counted on the page.
alter table finding add column paragraph text;
-- An item that was printed with a number is the paragraph of that number.
update finding set paragraph = cast(number as text) where number is not null;
-- When somebody last changed it; null where nobody has since it was confirmed, or since this was kept.
alter table inspection add column changed_at text;
alter table inspection_clock add column changed_at text;
