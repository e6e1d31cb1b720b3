insert into ledger_posting (authority, import, place, ledger, month, code, record, pence, on_day, supplier, order_number, reference,
  words, found_at, is_withheld)
values (:authority, :import, :place, :ledger, :month, :code, :record, :pence, :on_day, :supplier, :order_number, :reference, :words,
  :found_at, :is_withheld)
