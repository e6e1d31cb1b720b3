delete from rota_planned where authority = :authority and planned_at < :before
