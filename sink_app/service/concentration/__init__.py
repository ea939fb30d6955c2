"""集聚度: who goes on in another community where members are many for the households (武组通〔2021〕37号)."""
