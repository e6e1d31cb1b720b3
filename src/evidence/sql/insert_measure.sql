insert into evidence_measure (evidence, authority, name, unit, from_source, good, baseline_numerator,
  baseline_denominator, baseline_on, end_numerator, end_denominator, end_on)
values (:evidence, :authority, :name, :unit, :from_source, :good, :baseline_numerator,
  :baseline_denominator, :baseline_on, :end_numerator, :end_denominator, :end_on)
